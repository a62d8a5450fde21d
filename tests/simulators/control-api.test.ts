import { type Simulation, startSimulation } from '../support/platform-phones/simulate';
import { type Receiver, startReceiver } from './receiver';

let simulation: Simulation;
let receiver: Receiver;

beforeEach(async () => {
  [simulation, receiver] = [await startSimulation(), await startReceiver()];
});
afterEach(async () => {
  await simulation.stop();
  await receiver.close();
});

async function ask(path: string, body?: object) {
  const options = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${simulation.url}/api/${path}`, options);
  return { status: answer.status, body: await answer.json() };
}

test('the page and what it needs are served', async () => {
  for (const path of ['/', '/page/phone.css', '/page/phone.js']) expect((await fetch(simulation.url + path)).status).toBe(200);
  expect((await fetch(`${simulation.url}/page/../main.ts`)).status).toBe(404);
});

test.each(['zalo', 'messenger'] as const)('%s: a learner is added, speaks, and is seen on the phone', async (platform) => {
  simulation[platform].caller.url = receiver.url;
  const { body: learner } = await ask(`${platform}/learners`, { name: 'Lan' });

  const { body: phone } = await ask(`${platform}/learners/${learner.id}/say`, { text: 'Chào' });

  expect(phone).toMatchObject({ name: 'Lan', messages: [{ from: 'learner', text: 'Chào' }] });
  expect(receiver.calls).toHaveLength(1);
});

test('a phone is told what comes as it comes', async () => {
  simulation.zalo.caller.url = receiver.url;
  const { id } = simulation.zalo.addLearner('Lan');
  const stream = await fetch(`${simulation.url}/api/zalo/learners/${id}/stream`);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();

  await ask(`zalo/learners/${id}/say`, { text: 'Chào' });

  expect((await reader?.read())?.value).toContain('"text":"Chào"');
  await reader?.cancel();
});

test('the clock of both platforms is moved at once', async () => {
  const before = simulation.messenger.clock.now();

  const { body } = await ask('clock', { speed: 0, advanceMs: 3_600_000 });

  expect(body.now - before).toBeGreaterThanOrEqual(3_600_000);
  expect(simulation.messenger.clock.now()).toBe(simulation.zalo.clock.now());
});

test('a platform misbehaves and behaves again', async () => {
  const { body } = await ask('zalo/misbehave', { kind: 'error', code: -200, times: 2 });
  await ask('zalo/events', { loseEchoes: 0.05 });
  const misbehaving = simulation.zalo.caller.troubles;
  const { body: behaved } = await ask('zalo/behave', {});

  expect(body.troubles).toEqual([{ kind: 'error', code: -200, times: 2 }]);
  expect(misbehaving).toEqual({ loseEchoes: 0.05 });
  expect(behaved.troubles).toEqual([]);
});

test.each([
  { path: 'telegram/state', body: undefined, status: 404 },
  { path: 'zalo/learners/42', body: undefined, status: 400 },
  { path: 'zalo/misbehave', body: { kind: 'explode' }, status: 400 },
  { path: 'zalo/learners', body: undefined, status: 200 },
  { path: 'messenger/violations', body: undefined, status: 200 },
  { path: 'messenger/rate', body: undefined, status: 200 },
  { path: 'zalo/tokens', body: { do: 'steal' }, status: 400 },
])('$path is answered $status', async ({ path, body, status }) => {
  expect((await ask(path, body)).status).toBe(status);
});

test('tokens are handed out, die and are taken back', async () => {
  const { body: pair } = await ask('zalo/tokens', { do: 'grant' });
  const live = simulation.zalo.platform.tokens.stateOf(pair.accessToken);
  await ask('zalo/tokens', { do: 'revoke' });

  expect([live, simulation.zalo.platform.tokens.stateOf(pair.accessToken)]).toEqual(['live', 'revoked']);
});
