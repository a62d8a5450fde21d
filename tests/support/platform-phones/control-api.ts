import type { ServerResponse } from 'node:http';
import type { MessengerSimulator } from '../messenger-simulator';
import { type Fields, fieldsOf, parsedFields, textOf } from '../platform-parts/fields';
import { type Answer, type Call, json, type Served } from '../platform-parts/loopback';
import type { ZaloSimulator } from '../zalo-simulator';
import { misbehaviourOf } from './misbehaviour';
import { type Act, messengerActs, zaloActs } from './phone-acts';
import { messengerPhone, type Phone, zaloPhone } from './phone-view';

export type Simulators = { readonly zalo: ZaloSimulator; readonly messenger: MessengerSimulator };

type Side = {
  readonly simulator: ZaloSimulator | MessengerSimulator;
  readonly phone: (id: string) => Phone;
  readonly acts: Readonly<Record<string, Act>>;
  readonly connect: (url: string, verifyToken: string) => Promise<boolean>;
};

/** The control of both platforms over HTTP; README.md lists the requests. */
export function createControlApi({ zalo, messenger }: Simulators) {
  const sides: Readonly<Record<string, Side>> = {
    zalo: { simulator: zalo, phone: (id) => zaloPhone(zalo, id), acts: zaloActs(zalo), connect: (url) => zalo.connectWebhook(url) },
    messenger: {
      simulator: messenger,
      phone: (id) => messengerPhone(messenger, id),
      acts: messengerActs(messenger),
      connect: (url, verifyToken) => messenger.connectWebhook(url, verifyToken),
    },
  };
  return async (call: Call, response: ServerResponse): Promise<Served> => {
    const [, , name = '', ...rest] = call.path.split('/').map(decodeURIComponent);
    const body = parsedFields(call.body.toString('utf8')) ?? {};
    if (name === 'state') return json(Object.fromEntries(Object.entries(sides).map(([key, side]) => [key, stateOf(side)])));
    if (name === 'clock') return json({ now: await moveClock(zalo, body) });
    if (name === 'zalo' && rest[0] === 'tokens') return tokens(zalo, body);
    const side = sides[name];
    if (side === undefined) return json({ error: `no platform ${name}` }, 404);
    try {
      return await serveSide(side, call, { path: rest, body, response });
    } catch (error) {
      return json({ error: error instanceof Error ? error.message : 'failed' }, 400);
    }
  };
}

type Asked = { readonly path: readonly string[]; readonly body: Fields; readonly response: ServerResponse };

async function serveSide(side: Side, call: Call, { path, body, response }: Asked): Promise<Served> {
  const [what, id, act] = path;
  const { simulator } = side;
  const post = call.method === 'POST';
  if (what === 'learners') return learners(side, call, { id, act, body, response });
  if (what === 'state') return json(stateOf(side));
  if (what === 'violations') return json({ counts: simulator.platform.violations.counts(), list: simulator.platform.violations.list() });
  if (what === 'rate')
    return json({ peak: simulator.platform.accepted.peakPerSlidingSecond, perSecond: simulator.platform.accepted.counts() });
  if (!post) return json({ error: 'not found' }, 404);
  if (what === 'populate') simulator.populate(Number(body.count), Number(body.sinceMs ?? 0));
  else if (what === 'misbehave') simulator.misbehave(misbehaviourOf(body));
  else if (what === 'behave') simulator.behave();
  else if (what === 'events') simulator.troubleEvents(sharesOf(body));
  else if (what === 'down') simulator.goDown(Number(body.ms));
  else if (what === 'switches') Object.assign(simulator.platform.switches, body);
  else if (what === 'webhook') return json({ saved: await side.connect(textOf(body.url) ?? '', textOf(body.verifyToken) ?? '') });
  else return json({ error: 'not found' }, 404);
  return json(stateOf(side));
}

type AskedOfLearner = {
  readonly id: string | undefined;
  readonly act: string | undefined;
  readonly body: Fields;
  readonly response: ServerResponse;
};

async function learners(side: Side, call: Call, { id, act, body, response }: AskedOfLearner): Promise<Served> {
  const { platform } = side.simulator;
  if (id === undefined) {
    if (call.method === 'POST') return json(side.phone(side.simulator.addLearner(textOf(body.name)).id));
    const list: { readonly id: string; readonly name: string }[] = [];
    for (const learner of platform.learners.all()) if (list.length < 200) list.push({ id: learner.id, name: learner.name });
    return json({ count: platform.learners.count, learners: list });
  }
  if (act === 'stream') return stream(side, id, response);
  if (act === undefined) return json(side.phone(id));
  const does = side.acts[act];
  if (does === undefined || call.method !== 'POST') return json({ error: `nobody can ${act}` }, 404);
  await does(id, body);
  return json(side.phone(id));
}

/** The phone anew whenever a message came or went. */
function stream({ simulator, phone }: Side, id: string, response: ServerResponse): Served {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const tell = (): void => void response.write(`data: ${JSON.stringify(phone(id))}\n\n`);
  tell();
  const stop = simulator.platform.learners.watch((learner) => {
    if (learner.id === id) tell();
  });
  response.once('close', stop);
  return 'silent';
}

function stateOf({ simulator }: Side): object {
  const { platform, caller, clock } = simulator;
  const { accepted, learners: people, violations, troubles, switches } = platform;
  return {
    now: clock.now(),
    speed: clock.speed,
    learners: people.count,
    accepted: accepted.total,
    peakPerSecond: accepted.peakPerSlidingSecond,
    violations: violations.counts(),
    troubles: troubles.list(),
    events: caller.troubles,
    switches,
    webhook: {
      url: caller.url,
      subscribed: caller.subscribed,
      calls: caller.tally.counts(),
      retried: caller.tally.retried,
      answeredWithinMs: caller.tally.answeredWithinMs(0.99),
    },
  };
}

/** Both platforms have one clock. */
async function moveClock({ clock }: ZaloSimulator, { advanceMs, setTo, speed }: Fields): Promise<number> {
  if (typeof speed === 'number') clock.runAt(speed);
  if (typeof advanceMs === 'number') await clock.advance(advanceMs);
  if (typeof setTo === 'string') await clock.setTo(new Date(setTo));
  return clock.now();
}

function tokens(zalo: ZaloSimulator, { do: what }: Fields): Answer {
  if (what === 'grant') return json(zalo.grant());
  if (what === 'revoke') zalo.platform.tokens.revokeAll();
  else if (what === 'expire') zalo.platform.tokens.killAccess();
  else return json({ error: 'grant, revoke or expire' }, 400);
  return json({ done: what });
}

function sharesOf(body: Fields): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(fieldsOf(body) ?? {}).flatMap(([name, share]) => (typeof share === 'number' ? [[name, share]] : [])),
  );
}
