import type { Quota } from '../../../bot/channels/channel';
import type { SendFailureCode } from '../../../bot/channels/send-failure';
import type { Membership } from '../../../bot/dialogue/fact';
import { freshSession } from '../../../bot/dialogue/session';
import { progressOf } from '../../../server/campaigns/progress';
import { echoId } from '../../../server/conversation/inbox-writer';
import type { Conversation } from '../../../server/conversation/model';
import { deriveKeys } from '../../../server/keys';
import { PushRows } from '../../../server/outbox/push-rows';
import type { Clearance } from '../../../server/outbox/push-sender';
import { Sender } from '../../../server/outbox/sender';
import type { Way } from '../../../server/outbox/windows';
import { native } from '../../../server/storage/collection';
import { campaigns } from '../../../server/storage/collections/campaigns';
import { inbox } from '../../../server/storage/collections/inbox';
import { outbox } from '../../../server/storage/collections/outbox';
import { people } from '../../../server/storage/collections/people';
import { pushDays } from '../../../server/storage/collections/push-days';
import { sendQuotas } from '../../../server/storage/collections/send-quotas';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { answering } from './stand-in-channel';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const minute = 60_000;
const morning = Date.UTC(2026, 10, 23, 2);

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await outbox(database.db).createIndexes();
});
afterAll(() => database.close());
beforeEach(async () => {
  await native(outbox(database.db)).deleteMany({});
  await native(pushDays(database.db)).deleteMany({});
  await native(inbox(database.db)).deleteMany({});
  await native(sendQuotas(database.db)).deleteMany({});
});

type Given = {
  answers?: (SendFailureCode | 'ok')[];
  clearance?: (row: unknown, membership?: Membership) => Clearance;
  wayOf?: () => Way | undefined;
  quotas?: readonly Quota[];
};

/** A platform whose answers are given, and a sender to it. */
const free: Way = { kind: 'free', until: new Date(morning + 60 * minute) };

function setUp({ answers = [], clearance = () => 'go', wayOf = () => free, quotas = [] }: Given = {}) {
  const clock = { now: morning };
  const { channel, sent } = answering(answers, { quotas });
  const sender = new Sender({
    db: database.db,
    keys,
    channels: new Map([['messenger', channel]]),
    leases: { accepts: () => true, holds: () => true, term: () => 1, lanes: Array.from({ length: 256 }, (_, lane) => lane) },
    now: () => new Date(clock.now),
    report: () => undefined,
    clearance,
    afterToday: () => new Date(clock.now + 23 * 60 * minute),
    accept: async () => undefined,
    wayOf,
  });
  const look = async () => {
    await sender.sendPushes();
    await sender.stop();
  };
  return { clock, sent, sender, look };
}

function turn(text: string, about: { n?: number; who?: string; campaign?: string; push?: boolean } = {}): Conversation {
  const { n = 1, who = '1', campaign, push = true } = about;
  const replies = [{ type: 'text' as const, payload: { text } }];
  const called = push ? { push: { what: 'lesson' as const, ...(campaign === undefined ? {} : { campaign }) } } : {};
  const made = { n, event: `e${n}`, at: new Date(morning), person: `p${who}`, replies, facts: [], evidence: [], ...called };
  return {
    _id: `messenger:page:0${who}`,
    lane: 0,
    version: n,
    session: freshSession('vi'),
    turn: made,
    seen: [],
    person: `p${who}`,
    sender: who,
  };
}

async function rows(): Promise<readonly string[]> {
  const found = await native(outbox(database.db)).find({}).sort({ _id: 1 }).toArray();
  return found.map((row) => `${row._id} ${row.state}${row.reason === undefined ? '' : ` ${row.reason}`}`);
}

describe('something said first', () => {
  test('is sent from a row, and its text is gone then', async () => {
    const { sender, sent, look } = setUp();

    await sender.deliver(turn('chào'), false);
    expect(sent).toEqual([]);
    await look();

    expect(sent).toEqual(['chào']);
    expect(await rows()).toEqual(['messenger:page:01:1:0 sent']);
    expect((await native(outbox(database.db)).findOne({}))?.sealed).toBeUndefined();
  });

  test('that has waited is judged by where its person belongs now', async () => {
    const membership: Membership = { population: 'upper-secondary', area: 'T101', identifiedBy: 'account' };
    await native(people(database.db)).insertOne({ _id: 'p1', key: null, createdAt: new Date(morning), membership });
    const asked: (Membership | undefined)[] = [];
    const clearance = (_: unknown, where?: Membership): Clearance => {
      asked.push(where);
      return where === undefined ? 'go' : { notBefore: new Date(morning + 24 * 60 * minute) };
    };
    const { sender, sent, look, clock } = setUp({
      clearance,
      wayOf: () => ({ kind: 'free', until: new Date(morning + 48 * 60 * minute) }),
    });

    await sender.deliver(turn('chào'), false);
    clock.now += 5 * minute;
    await look();

    expect(asked).toEqual([membership]);
    expect(sent).toEqual([]);
    expect(await rows()).toEqual(['messenger:page:01:1:0 waiting']);
  });

  test('by a campaign has one row for a learner, however often its turn is finished', async () => {
    const { sender, sent, look } = setUp();

    await sender.deliver(turn('chào', { campaign: 'c1' }), false);
    await sender.deliver(turn('chào', { campaign: 'c1', n: 2 }), true);
    await look();

    expect(sent).toEqual(['chào']);
    expect(await rows()).toEqual(['push:c1:messenger:page:01:0 sent']);
  });

  test('is the only one of its person’s day', async () => {
    const { sender, sent, look, clock } = setUp();
    await sender.deliver(turn('một'), false);
    await look();
    await sender.deliver(turn('hai', { n: 2, campaign: 'c1' }), false);
    await look();
    clock.now += 24 * 60 * minute;
    await native(outbox(database.db)).updateMany({}, { $set: { 'push.closesAt': new Date(clock.now + minute) } });
    await sender.deliver(turn('ba', { n: 3, campaign: 'c2' }), false);
    await native(outbox(database.db)).updateMany({ state: 'waiting' }, { $set: { 'push.closesAt': new Date(clock.now + minute) } });
    await look();

    expect(sent).toEqual(['một', 'ba']);
    expect(await rows()).toContain('push:c1:messenger:page:01:0 dropped day_taken');
  });

  test('by a campaign waits for the next day when a reminder was first, through a crash, and is sent once', async () => {
    const long: Way = { kind: 'free', until: new Date(morning + 40 * 60 * minute) };
    const { sender, sent, look, clock } = setUp({ wayOf: () => long });
    await sender.deliver(turn('nhắc', { n: 1 }), false);
    await look();
    await sender.deliver(turn('gọi', { n: 2, campaign: 'c1' }), false);
    await look();
    const moved = await rows();
    const anew = setUp({ wayOf: () => long });
    anew.clock.now = clock.now + 22 * 60 * minute;
    await anew.look();
    const early = [...anew.sent];
    anew.clock.now += 60 * minute;
    await anew.sender.deliver(turn('gọi', { n: 2, campaign: 'c1' }), true);
    await anew.look();
    await anew.look();

    expect(sent).toEqual(['nhắc']);
    expect(moved).toContain('push:c1:messenger:page:01:0 waiting day_taken');
    expect(early).toEqual([]);
    expect(anew.sent).toEqual(['gọi']);
    expect((await progressOf(database.db, 'c1')).messages).toEqual({ waiting: 0, unknown: 0, sent: 1, dropped: 0 });
  });

  test('by a campaign is not moved past the end of its campaign', async () => {
    const { sender, sent, look } = setUp({
      wayOf: () => ({ kind: 'utility-template', template: { name: 'bai', language: 'vi' }, uses: ['campaign'] }),
    });
    const startedAt = new Date(morning - 20.5 * 24 * 60 * minute);
    const named = { _id: 'c1', name: 'Đợt 1', what: 'lesson', audience: { populations: ['ip-worker'] }, state: 'running' } as const;
    await native(campaigns(database.db)).insertOne({ ...named, createdBy: 'a', createdAt: startedAt, startedAt, cursor: '', counts: {} });
    await sender.deliver(turn('nhắc', { n: 1 }), false);
    await look();
    await sender.deliver(turn('gọi', { n: 2, campaign: 'c1' }), false);
    await look();
    await native(campaigns(database.db)).deleteMany({});

    expect(sent).toHaveLength(1);
    expect(await rows()).toContain('push:c1:messenger:page:01:0 dropped day_taken');
  });

  test('of unknown outcome is never sent again: its echo settles it, or it is listed', async () => {
    const { sender, sent, look, clock } = setUp({ answers: ['unknown', 'unknown'] });
    await sender.deliver(turn('một', { who: '1' }), false);
    await sender.deliver(turn('hai', { who: '2' }), false);
    await look();
    await native(inbox(database.db)).insertOne({ _id: echoId('messenger:page:01:1:0'), conversation: '', receivedAt: new Date() });

    clock.now += 21 * minute;
    await look();

    expect(sent).toEqual([]);
    expect(await rows()).toEqual(['messenger:page:01:1:0 sent unknown', 'messenger:page:02:1:0 dropped unknown']);
  });

  test('that the platform did not take is tried again, until it is too late', async () => {
    const { sender, sent, look, clock } = setUp({ answers: ['not_sent', 'ok', 'throttled', 'throttled'] });
    await sender.deliver(turn('một', { who: '1' }), false);
    await look();
    clock.now += minute;
    await look();
    await sender.deliver(turn('hai', { who: '2' }), false);
    await look();
    clock.now += 60 * minute;
    await look();

    expect(sent).toEqual(['một']);
    expect(await rows()).toEqual(['messenger:page:01:1:0 sent not_sent', 'messenger:page:02:1:0 dropped outside_window']);
  });

  test('is dropped when the learner writes before it is sent, and does not hold up the answer', async () => {
    const { sender, sent, look } = setUp();
    await sender.deliver(turn('lời mời'), false);

    await sender.deliver(turn('trả lời', { n: 2, push: false }), false);
    await look();

    expect(sent).toEqual(['trả lời']);
    expect(await rows()).toEqual(['messenger:page:01:1:0 dropped overtaken']);
  });

  test('waits while its campaign is paused or the night lasts, and goes out afterwards', async () => {
    const pause = { until: morning + 10 * minute };
    const { sender, sent, look, clock } = setUp({
      clearance: () => (pause.until > clock.now ? { notBefore: new Date(pause.until) } : 'go'),
    });
    await sender.deliver(turn('chào', { campaign: 'c1' }), false);

    await look();
    expect(sent).toEqual([]);
    clock.now += 11 * minute;
    await look();

    expect(sent).toEqual(['chào']);
  });

  test('of a cancelled campaign is never sent', async () => {
    const { sender, sent, look } = setUp({ clearance: () => 'cancelled' });
    await sender.deliver(turn('chào', { campaign: 'c1' }), false);
    await look();

    expect(sent).toEqual([]);
    expect(await rows()).toEqual(['push:c1:messenger:page:01:0 dropped cancelled']);
  });

  test('goes to many at once, and reminders are read before campaigns', async () => {
    const { sender, sent, look } = setUp();
    for (let i = 10; i < 40; i += 1) await sender.deliver(turn(`c${i}`, { who: String(i), campaign: 'c1' }), false);
    for (let i = 40; i < 45; i += 1) await sender.deliver(turn(`r${i}`, { who: String(i) }), false);

    const due = await new PushRows(database.db).due(new Date(morning), [0], 8);
    await look();

    expect(due.map(({ push }) => push.kind)).toEqual([...Array(5).fill('reminder'), ...Array(3).fill('campaign')]);
    expect(sent).toHaveLength(35);
  });

  test('waits with all others of its account while that is set up wrongly, after one try', async () => {
    const { sender, sent, look, clock } = setUp({ answers: ['misconfigured'] });
    await sender.deliver(turn('một', { who: '1' }), false);
    await look();

    await sender.deliver(turn('hai', { who: '2' }), false);
    await look();
    const meanwhile = [...sent];
    clock.now += 2 * minute;
    await look();

    expect(meanwhile).toEqual([]);
    expect([...sent].sort()).toEqual(['hai', 'một']);
  });

  test('outside the free window is said by the template that was set up, or is listed where there is none', async () => {
    const template = { name: 'lesson_waits', language: 'vi' };
    const ways: (Way | undefined)[] = [{ kind: 'utility-template', template, uses: ['follow-up'] }, undefined];
    const { sender, sent, look } = setUp({ wayOf: () => ways.shift() });
    await sender.deliver(turn('bài Thuê nhà', { who: '1' }), false);
    await sender.deliver(turn('bài Hợp đồng', { who: '2' }), false);

    await look();

    expect(sent).toEqual(['lesson_waits']);
    expect(await rows()).toEqual(['messenger:page:01:1:0 sent', 'messenger:page:02:1:0 dropped outside_window']);
  });

  test('over the account’s quota waits for the next day, and takes nobody’s day meanwhile', async () => {
    const tomorrow: Way = { kind: 'free', until: new Date(morning + 48 * 60 * minute) };
    const { sender, sent, look, clock } = setUp({ quotas: [{ messages: 2, of: 'all', per: 'day' }], wayOf: () => tomorrow });
    for (const who of ['1', '2', '3']) await sender.deliver(turn(`gọi ${who}`, { who, campaign: 'c1' }), false);
    await look();
    const today = { sent: sent.length, days: await native(pushDays(database.db)).countDocuments({}), rows: await rows() };
    clock.now += 24 * 60 * minute;
    await look();

    expect(today).toMatchObject({ sent: 1, days: 1 });
    expect(today.rows.filter((row) => row.endsWith('waiting out_of_quota'))).toHaveLength(2);
    expect(sent).toHaveLength(2);
  });

  test('over the account’s quota is dropped by that reason where the window closes before it opens', async () => {
    const { sender, sent, look } = setUp({ quotas: [{ messages: 2, of: 'all', per: 'day' }] });
    for (const who of ['1', '2']) await sender.deliver(turn(`gọi ${who}`, { who, campaign: 'c1' }), false);

    await look();

    expect(sent).toHaveLength(1);
    expect((await rows()).map((row) => row.split(' ').slice(1).join(' ')).sort()).toEqual(['dropped out_of_quota', 'sent']);
  });

  test('as a template counts in the quota of templates, and leaves free messages alone', async () => {
    const template = { name: 'lesson_waits', language: 'vi' };
    const paid: Way = { kind: 'utility-template', template, uses: ['campaign'] };
    const ways: Way[] = [paid, paid, paid, free];
    const { sender, sent, look } = setUp({ quotas: [{ messages: 2, of: 'templates', per: 'day' }], wayOf: () => ways.shift() ?? free });
    for (const who of ['1', '2', '3', '4']) await sender.deliver(turn('chào', { who, campaign: 'c1' }), false);

    await look();

    expect([...sent].sort()).toEqual(['chào', 'lesson_waits']);
  });
});
