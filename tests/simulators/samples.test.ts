import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessengerSimulator } from '../support/messenger-simulator';
import { ZaloSimulator } from '../support/zalo-simulator';
import { type Receiver, startReceiver } from './receiver';

let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

function samplesOf(channel: string): ReadonlyMap<string, unknown> {
  const folder = join(__dirname, '../bot/channels', channel, 'samples');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(names.map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(join(folder, name), 'utf8'))]));
}

/** Every path in it with the type of what stands there. */
function shapeOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => shapeOf(one, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => shapeOf(inner, `${path}.${key}`));
}

function notIn(sample: unknown, event: unknown): readonly string[] {
  const known = new Set(shapeOf(sample));
  return shapeOf(event).filter((path) => !known.has(path));
}

test('Zalo tells events in the shapes that are documented, and nothing beside them', async () => {
  const zalo = new ZaloSimulator();
  const { apiUrl } = await zalo.start();
  zalo.caller.url = receiver.url;
  const { id } = zalo.addLearner('Lan');
  await zalo.follow(id);
  await zalo.chatNow(id);
  await zalo.say(id, 'Chào');
  for (const kind of ['image', 'gif', 'audio', 'video', 'sticker', 'file', 'link', 'location'] as const) await zalo.sendMedia(id, { kind });
  const headers = { access_token: zalo.grant().accessToken, 'content-type': 'application/json' };
  await fetch(`${apiUrl}/v3.0/oa/message/cs`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ recipient: { user_id: id }, message: { text: 'Chào' } }),
  });
  await zalo.see(id);
  await zalo.submitInfo(id);
  await zalo.acceptWidget(id, 'https://example.vn/j/ABC');
  await zalo.withdraw(id);
  await zalo.leave(id);
  await zalo.caller.idle();
  await zalo.stop();

  const samples = samplesOf('zalo');
  const strange = receiver.calls.map(({ event }) => ({
    name: event.event_name,
    paths: notIn(samples.get(String(event.event_name)), event),
  }));
  expect(new Set(strange.map(({ name }) => name)).size).toBe(18);
  expect(strange.filter(({ paths }) => paths.length > 0)).toEqual([]);
});

test('Messenger tells events in the shapes that are documented, and nothing beside them', async () => {
  const meta = new MessengerSimulator('app-secret', 'page-token', { rules: { perThreadPerSecond: 100 } });
  const address = await meta.start();
  meta.caller.url = receiver.url;
  const { id } = meta.addLearner('Lan');
  const headers = { authorization: 'Bearer page-token', 'content-type': 'application/json' };
  const message = { text: 'Câu 1', metadata: 'out:1', quick_replies: [{ content_type: 'text', title: 'A', payload: 'a' }] };
  await meta.open(id, 'lop10a');
  await meta.open(id, 'bai07');
  await meta.postback(id, 'Tiếp', 'next');
  await meta.say(id, 'Chào');
  await fetch(`${address}/v25.0/me/messages`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ recipient: { id }, messaging_type: 'RESPONSE', message }),
  });
  await meta.tap(id, 'A');
  for (const kind of ['image', 'sticker', 'fallback'] as const) await meta.sendMedia(id, { kind });
  await meta.react(id, 'm_1');
  await meta.edit(id, 'm_1', 'B');
  await meta.read(id);
  await meta.optIn(id, 'p');
  await meta.stopNotifications(id);
  await meta.enforcePolicy('block');
  await meta.caller.idle();
  await meta.stop();

  const samples = [...samplesOf('messenger').values()];
  const events = receiver.calls.flatMap(({ event }) => Object(event).entry[0].messaging);
  const strange = events.map((event: object) => {
    const kind = Object.keys(event).find((key) => !['sender', 'recipient', 'timestamp'].includes(key)) ?? '';
    const alike = samples.filter((sample) => kind in Object(sample));
    // The documented delivery has no time, and the others have one.
    return { kind, paths: notIn(alike, [event]).filter((path) => path !== '[].timestamp: number') };
  });
  expect(new Set(strange.map(({ kind }) => kind)).size).toBe(9);
  expect(strange.filter(({ paths }) => paths.length > 0)).toEqual([]);
});
