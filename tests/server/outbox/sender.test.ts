import type { Channel, InboundEvent, Outgoing } from '../../../bot/channels/channel';
import { SendFailure, type SendFailureCode, sendFailures } from '../../../bot/channels/send-failure';
import { freshSession } from '../../../bot/dialogue/session';
import { receiptRow } from '../../../server/conversation/echoes';
import { echoId } from '../../../server/conversation/inbox-writer';
import type { Conversation } from '../../../server/conversation/model';
import { deriveKeys } from '../../../server/keys';
import { Sender } from '../../../server/outbox/sender';
import { retryUnsent } from '../../../server/outbox/unsent';
import { native } from '../../../server/storage/collection';
import { inbox } from '../../../server/storage/collections/inbox';
import { outbox } from '../../../server/storage/collections/outbox';
import { sendQuotas } from '../../../server/storage/collections/send-quotas';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { answering } from './stand-in-channel';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const minute = 60_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await outbox(database.db).createIndexes();
});
afterAll(() => database.close());
beforeEach(async () => {
  await native(outbox(database.db)).deleteMany({});
  await native(sendQuotas(database.db)).deleteMany({});
});

type Surroundings = { readonly holds?: () => boolean; readonly told?: InboundEvent[] };

function senderOn(channel: Channel, clock: { now: number }, { holds = () => true, told = [] }: Surroundings = {}): Sender {
  return new Sender({
    db: database.db,
    keys,
    channels: new Map([[channel.name, channel]]),
    leases: { accepts: () => true, holds, term: () => 1, lanes: Array.from({ length: 256 }, (_, lane) => lane) },
    now: () => new Date(clock.now),
    report: () => undefined,
    clearance: () => 'go',
    afterToday: () => undefined,
    accept: async (events) => void told.push(...events),
    wayOf: () => undefined,
  });
}

function conversation(n: number, ...texts: string[]): Conversation {
  const replies = texts.map((text) => ({ type: 'text' as const, payload: { text } }));
  const turn = { n, event: `e${n}`, at: new Date(0), person: 'p', replies, facts: [], evidence: [] };
  return { _id: 'messenger:page:00', lane: 0, version: n, session: freshSession('vi'), turn, seen: [], person: 'p', sender: '6001' };
}

async function states(): Promise<readonly string[]> {
  const rows = await native(outbox(database.db)).find({}).sort({ conversation: 1, order: 1 }).toArray();
  return rows.map((row) => `${row.state}${row.reason === undefined ? '' : ` ${row.reason}`}`);
}

describe('a sender', () => {
  test('sends the replies of a turn in order and keeps no row for what was confirmed', async () => {
    const { channel, sent } = answering([]);

    await senderOn(channel, { now: 0 }).deliver(conversation(1, 'một', 'hai'), false);

    expect(sent).toEqual(['một', 'hai']);
    expect(await states()).toEqual([]);
  });

  test('holds what was not sent with everything behind it, and sends it in order when the platform is back', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering(['ok', 'not_sent']);
    const sender = senderOn(channel, clock);

    await sender.deliver(conversation(1, 'một', 'hai', 'ba'), false);
    await sender.deliver(conversation(2, 'bốn'), false);
    clock.now += minute;
    await sender.resend();

    expect(sent).toEqual(['một', 'hai', 'ba', 'bốn']);
    expect(await states()).toEqual(['sent not_sent', 'sent', 'sent']);
  });

  test('never sends again what the platform echoed', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering(['unknown']);
    const sender = senderOn(channel, clock);
    await sender.deliver(conversation(3, 'một'), false);

    await native(inbox(database.db)).insertOne({ _id: echoId('messenger:page:00:3:0'), conversation: '', receivedAt: new Date() });
    clock.now += 11 * minute;
    await sender.resend();

    expect(sent).toEqual([]);
    expect(await states()).toEqual(['sent unknown']);
  });

  test('sends a reply of unknown outcome once more after ten minutes without an echo, not before', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering(['unknown']);
    const sender = senderOn(channel, clock);
    await sender.deliver(conversation(4, 'một'), false);

    clock.now += 9 * minute;
    await sender.resend();
    const before = [...sent];
    clock.now += 2 * minute;
    await sender.resend();

    expect(before).toEqual([]);
    expect(sent).toEqual(['một']);
  });

  test('lists, and does not send a third time, what stays unknown', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering(['unknown', 'unknown']);
    const sender = senderOn(channel, clock);
    await sender.deliver(conversation(5, 'một'), false);

    for (let round = 0; round < 3; round++) {
      clock.now += 11 * minute;
      await sender.resend();
    }

    expect(sent).toEqual([]);
    expect(await states()).toEqual(['dropped unknown']);
  });

  test('takes every reply for unknown that a crash came after', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering([]);
    const sender = senderOn(channel, clock);

    await sender.deliver(conversation(6, 'một', 'hai'), true);
    await sender.deliver(conversation(6, 'một', 'hai'), true);

    expect(sent).toEqual([]);
    expect(await states()).toEqual(['unknown', 'unknown']);
  });

  test('lists one rejected reply and sends those behind it', async () => {
    const { channel, sent } = answering(['rejected']);
    const sender = senderOn(channel, { now: 0 });

    await sender.deliver(conversation(7, 'một', 'hai'), false);
    await sender.deliver(conversation(8, 'ba'), false);

    expect(sent).toEqual(['hai', 'ba']);
    expect(await states()).toEqual(['dropped rejected']);
  });

  test.each(['learner_left', 'outside_window'] as const)('stops at once and lists what was not said: %s', async (reason) => {
    const { channel, sent } = answering(['ok', reason]);

    await senderOn(channel, { now: 0 }).deliver(conversation(8, 'một', 'hai', 'ba'), false);

    expect(sent).toEqual(['một']);
    expect(await states()).toEqual([`dropped ${reason}`, `dropped ${reason}`]);
  });

  test('holds what is behind a reply of unknown outcome as not yet tried', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering(['unknown', 'ok', 'unknown']);
    const sender = senderOn(channel, clock);

    await sender.deliver(conversation(11, 'một', 'hai'), false);
    const held = await states();
    for (let round = 0; round < 2; round++) {
      clock.now += 11 * minute;
      await sender.resend();
    }

    expect(held).toEqual(['unknown unknown', 'waiting']);
    expect(sent).toEqual(['một', 'hai']);
  });

  test.each(Object.entries(sendFailures))('keeps the text of what failed only as long as it may be of use: %s', async (code, policy) => {
    const clock = { now: 0 };
    const { channel } = answering(Array.from({ length: 20 }, () => code as SendFailureCode));
    const sender = senderOn(channel, clock);
    await sender.deliver(conversation(12, 'một'), false);

    for (let round = 0; round < 10; round++) {
      clock.now += 11 * minute;
      await sender.resend();
    }
    const rows = await native(outbox(database.db)).find({}).toArray();

    expect(rows.map((row) => row.sealed !== undefined)).toEqual([policy.whenDropped === 'keep-text']);
  });

  test('keeps an answer over the account’s quota until the next day, with what is said after it', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering([], { quotas: [{ messages: 2, of: 'all', per: 'day' }], windowMs: 24 * 60 * minute });
    const sender = senderOn(channel, clock);
    await sender.deliver(conversation(15, 'một', 'hai', 'ba'), false);
    await sender.deliver(conversation(16, 'bốn'), false);
    const today = { sent: [...sent], states: await states() };

    clock.now = 18 * 60 * minute; // midnight was at 17:00 UTC
    await sender.resend();

    expect(today).toEqual({ sent: ['một', 'hai'], states: ['waiting out_of_quota', 'waiting'] });
    expect(sent).toEqual(['một', 'hai', 'ba', 'bốn']);
  });

  test('lists an answer over a quota that opens only after the learner’s window', async () => {
    const { channel, sent } = answering([], { quotas: [{ messages: 1, of: 'all', per: 'month' }], windowMs: 24 * 60 * minute });

    await senderOn(channel, { now: 0 }).deliver(conversation(17, 'một', 'hai'), false);

    expect(sent).toEqual(['một']);
    expect(await states()).toEqual(['dropped out_of_quota']);
  });

  test('sends a dropped reply once staff say so', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering(['rejected']);
    const sender = senderOn(channel, clock);
    await sender.deliver(conversation(13, 'một'), false);

    const changed = await retryUnsent(database.db, 'messenger:page:00:13:0', new Date(clock.now));
    await sender.resend();

    expect(changed).toBe('done');
    expect(sent).toEqual(['một']);
    expect(await states()).toEqual(['sent rejected']);
  });

  test('forgets what was said earlier to a learner who asks to be forgotten, and says the last word at once', async () => {
    const { channel, sent } = answering(['not_sent']);
    const sender = senderOn(channel, { now: 0 });
    await sender.deliver(conversation(14, 'một'), false);
    const asked = conversation(15, 'đã xoá');

    await sender.deliver({ ...asked, turn: { ...asked.turn, facts: [{ kind: 'erase-asked', at: 0 }] } }, false);
    const rows = await native(outbox(database.db)).find({}).toArray();

    expect(sent).toEqual(['đã xoá']);
    expect(rows.map(({ state, sealed }) => ({ state, sealed }))).toEqual([{ state: 'dropped', sealed: undefined }]);
  });

  test('queues behind a reply that was held while the one before it was being sent', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering(['not_sent']);
    const meanwhile: (() => Promise<void>)[] = [];
    const slow: Channel = {
      ...channel,
      send: async (message, signal) => {
        await meanwhile.shift()?.();
        return channel.send(message, signal);
      },
    };
    const sender = senderOn(slow, clock);
    await sender.deliver(conversation(16, 'một'), false);

    clock.now += minute;
    meanwhile.push(() => sender.deliver(conversation(17, 'hai'), false));
    await sender.resend();
    await sender.deliver(conversation(18, 'ba'), false);

    expect(sent).toEqual(['một', 'hai', 'ba']);
  });

  test('learns of a lane it gets what was left unsent there, and queues new replies behind it', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering(['not_sent']);
    await senderOn(channel, clock).deliver(conversation(9, 'một'), false);

    const restarted = senderOn(channel, clock);
    await restarted.learn([0]);
    await restarted.deliver(conversation(10, 'hai'), false);
    clock.now += minute;
    await restarted.resend();

    expect(sent).toEqual(['một', 'hai']);
  });

  test.each([
    { echoed: 'what it said, to them', mark: '6001 một', sent: [], left: ['sent unknown'] },
    { echoed: 'something else', mark: '6001 hai', sent: ['một'], left: ['sent unknown'] },
    { echoed: 'the same, to another', mark: '6002 một', sent: ['một'], left: ['sent unknown'] },
  ])('settles by words, where the platform carries no id, when it echoes $echoed', async ({ mark, sent: expected, left }) => {
    const clock = { now: minute };
    const { channel, sent } = answering(['unknown']);
    const marksOf = ({ to, body }: Outgoing): readonly string[] => [`${to} ${body}`];
    const byText: Channel = { ...channel, capabilities: { ...channel.capabilities, echo: 'by-text' }, marksOf };
    const sender = senderOn(byText, clock);
    await native(inbox(database.db)).deleteMany({});
    await sender.deliver(conversation(19, 'một'), false);

    const row = receiptRow(keys, { channel: 'messenger', account: 'page', state: 'echo', messageId: 'm1', mark }, new Date(clock.now));
    if (row !== undefined) await native(inbox(database.db)).insertOne(row);
    clock.now += 11 * minute;
    await sender.resend();

    expect(sent).toEqual(expected);
    expect(await states()).toEqual(left);
  });

  test('tells the dialogue once, as an event, of somebody whom the platform does not reach any more', async () => {
    const told: InboundEvent[] = [];
    const { channel } = answering(['learner_left']);

    await senderOn(channel, { now: 5 }, { told }).deliver(conversation(20, 'một', 'hai'), false);

    const id = 'left:messenger:page:00:20:0';
    expect(told).toEqual([{ id, kind: 'left', channel: 'messenger', account: 'page', sender: '6001', at: new Date(5) }]);
    expect(await states()).toEqual(['dropped learner_left', 'dropped learner_left']);
  });

  test('stops in the middle of a turn when it has lost the lane, and leaves the rest to whoever has it now', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering([]);
    const lane = { ours: true };
    const losing: Channel = { ...channel, send: (message, signal) => channel.send(message, signal).finally(() => (lane.ours = false)) };
    await senderOn(losing, clock, { holds: () => lane.ours }).deliver(conversation(21, 'một', 'hai', 'ba'), false);
    const before = [...sent];

    const next = senderOn(channel, clock);
    await next.learn([0]);
    await next.resend();

    expect(before).toEqual(['một']);
    expect(sent).toEqual(['một', 'hai', 'ba']);
  });

  test('sends no row that it has begun while it lost the lane', async () => {
    const clock = { now: 0 };
    const { channel, sent } = answering(['not_sent']);
    await senderOn(channel, clock).deliver(conversation(22, 'một'), false);

    clock.now += minute;
    await senderOn(channel, clock, { holds: () => false }).resend();

    expect(sent).toEqual([]);
    expect(await states()).toEqual(['unknown not_sent']);
  });

  test('gives up a send after ten seconds, and keeps no timer of one that has ended', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'performance'] });
    const { channel, sent } = answering([]);
    await senderOn(channel, { now: 0 }).deliver(conversation(23, 'một'), false);
    const timers = jest.getTimerCount();
    const hanging: Channel = {
      ...channel,
      send: (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new SendFailure('unknown')), { once: true })),
    };
    const delivered = senderOn(hanging, { now: 0 }).deliver(conversation(24, 'hai'), false);
    await jest.advanceTimersByTimeAsync(10_000);
    jest.useRealTimers();
    await delivered;

    expect({ sent, timers }).toEqual({ sent: ['một'], timers: 0 });
    expect(await states()).toEqual(['unknown unknown']);
  });
});
