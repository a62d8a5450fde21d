import fc from 'fast-check';
import type { Channel, Outgoing } from '../../../bot/channels/channel';
import { SendFailure } from '../../../bot/channels/send-failure';
import { freshSession } from '../../../bot/dialogue/session';
import { receiptRow } from '../../../server/conversation/echoes';
import type { InboxRow } from '../../../server/conversation/model';
import { deriveKeys } from '../../../server/keys';
import { Sender } from '../../../server/outbox/sender';
import { leastEchoed } from '../../../server/outbox/sent-echoes';
import { native } from '../../../server/storage/collection';
import { inbox } from '../../../server/storage/collections/inbox';
import { outbox } from '../../../server/storage/collections/outbox';
import { pushDays } from '../../../server/storage/collections/push-days';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { standInChannel } from './stand-in-channel';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const second = 1_000;
const minute = 60 * second;
const morning = Date.UTC(2026, 10, 23, 2);

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await outbox(database.db).createIndexes();
});
afterAll(() => database.close());
beforeEach(clear);

/** What becomes of one send: the answer may be lost with the message or without it. */
type Fate = 'confirmed' | 'arrives-unanswered' | 'lost';
type Given = {
  readonly fateOf: (who: string, tries: number) => Fate;
  readonly isEchoed: (who: string) => boolean;
  readonly echo?: Channel['capabilities']['echo'];
};

/** Learners' phones, the echoes of what they get, and the sender; the clock is given. */
function setUp({ fateOf, isEchoed, echo = 'with-id' }: Given) {
  const clock = { now: morning };
  const phones = new Map<string, number>();
  const tries = new Map<string, number>();
  const echoes: InboxRow[] = [];
  const arrive = ({ id, to }: Outgoing): void => {
    phones.set(to, (phones.get(to) ?? 0) + 1);
    const receipt = { channel: 'messenger', account: 'page', state: 'echo', messageId: `m${to}`, outboxId: id } as const;
    const row = isEchoed(to) ? receiptRow(keys, receipt, new Date(clock.now)) : undefined;
    if (row !== undefined) echoes.push(row);
  };
  const channel = standInChannel(async (message) => {
    tries.set(message.to, (tries.get(message.to) ?? 0) + 1);
    const fate = fateOf(message.to, tries.get(message.to) ?? 0);
    if (fate !== 'lost') arrive(message);
    if (fate !== 'confirmed') throw new SendFailure('unknown');
    return `m${message.to}`;
  }, echo);
  const sender = new Sender({
    db: database.db,
    keys,
    channels: new Map([['messenger', channel]]),
    leases: { accepts: () => true, holds: () => true, term: () => 1, lanes: [0] },
    now: () => new Date(clock.now),
    report: () => undefined,
    accept: async () => undefined,
    clearance: () => 'go',
    afterToday: () => undefined,
    wayOf: () => ({ kind: 'free', until: new Date(morning + 600 * minute) }),
  });
  const look = async (): Promise<void> => {
    await sender.sendPushes();
    await sender.stop();
    if (echoes.length > 0) await native(inbox(database.db)).insertMany(echoes.splice(0));
  };
  return { clock, phones, sender, look };
}

type SetUp = ReturnType<typeof setUp>;

/** One campaign to `count` people, a few of them every ten seconds, and what is left of it half an hour later. */
async function campaign({ sender, clock, look }: SetUp, count: number, together = 20): Promise<void> {
  for (let who = 0; who < count; who += together) {
    for (let one = who; one < Math.min(count, who + together); one += 1) await sender.deliver(turnOf(String(one)), false);
    await look();
    clock.now += 10 * second;
  }
  for (let waited = 0; waited < 24; waited += 1) {
    clock.now += minute;
    await look();
  }
}

function turnOf(who: string) {
  const replies = [{ type: 'text' as const, payload: { text: 'Chào bạn' } }];
  const push = { what: 'lesson', campaign: 'c1' } as const;
  const turn = { n: 1, event: 'e1', at: new Date(morning), person: `p${who}`, replies, facts: [], evidence: [], push };
  return { _id: `messenger:page:${who}`, lane: 0, version: 1, session: freshSession('vi'), turn, seen: [], person: `p${who}`, sender: who };
}

async function listed(): Promise<readonly string[]> {
  const rows = await native(outbox(database.db)).find({ state: 'dropped' }).toArray();
  return rows.map(({ conversation, reason }) => `${conversation.slice('messenger:page:'.length)} ${reason}`).sort();
}

const half = leastEchoed / 2;

describe('a push whose answer never came', () => {
  const lostOnce: Given['fateOf'] = (who, tries) => (who === String(half) && tries === 1 ? 'lost' : 'confirmed');

  test('is sent once more when all pushes around it were echoed', async () => {
    const given = setUp({ fateOf: lostOnce, isEchoed: () => true });

    await campaign(given, leastEchoed + 1);

    expect([...given.phones.values()]).toEqual(Array(leastEchoed + 1).fill(1));
    expect(await listed()).toEqual([]);
  });

  test.each<{ when: string; count?: number; lostAt?: number; given: Partial<Given> }>([
    { when: 'one push beside it was not echoed', given: { isEchoed: (who) => who !== '7' } },
    { when: 'too few were sent around it to know', count: leastEchoed, given: {} },
    { when: 'none was sent after it', lostAt: leastEchoed + 39, count: leastEchoed + 40, given: {} },
    { when: 'the channel echoes without our id', given: { echo: 'by-text' } },
  ])('is listed, and not sent again, when $when', async ({ count = leastEchoed + 40, lostAt = half, given: more }) => {
    const fateOf: Given['fateOf'] = (who) => (who === String(lostAt) ? 'lost' : 'confirmed');
    const given = setUp({ fateOf, isEchoed: () => true, ...more });

    await campaign(given, count);

    expect(given.phones.size).toBe(count - 1);
    expect(await listed()).toEqual([`${lostAt} unknown`]);
  });

  test('is settled by its own echo', async () => {
    const given = setUp({ fateOf: (who) => (who === '0' ? 'arrives-unanswered' : 'confirmed'), isEchoed: () => true });

    await campaign(given, 5);

    expect([...given.phones.values()]).toEqual(Array(5).fill(1));
    expect(await listed()).toEqual([]);
  });

  test('is not sent again to who has come by themselves meanwhile', async () => {
    const given = setUp({ fateOf: lostOnce, isEchoed: () => true });
    const comes = turnOf(String(half));
    const { push: _, ...answer } = comes.turn;
    const deliver = given.sender.deliver.bind(given.sender);
    const sender = Object.assign(given.sender, {
      deliver: async (...[conversation, again]: Parameters<Sender['deliver']>) => {
        if (conversation._id === `messenger:page:${leastEchoed}`)
          await deliver({ ...comes, turn: { ...answer, n: 2, event: 'e2' } }, false);
        return deliver(conversation, again);
      },
    });

    await campaign({ ...given, sender }, leastEchoed + 1);

    expect(given.phones.get(String(half))).toBe(1); // the answer
    expect(await listed()).toEqual([`${half} unknown`]);
  });
});

const count = 2 * leastEchoed;
const fates = fc.array(fc.constantFrom<Fate>('lost', 'arrives-unanswered', ...Array<Fate>(20).fill('confirmed')), {
  minLength: count,
  maxLength: count,
});

test('whatever answers are lost, nobody in the middle of a campaign is missed or called twice while echoes come', async () => {
  await fc.assert(
    fc.asyncProperty(fates, async (fate) => {
      await clear();
      const given = setUp({ fateOf: (who, tries) => (tries > 1 ? 'confirmed' : (fate[Number(who)] ?? 'confirmed')), isEchoed: () => true });

      await campaign(given, count);

      const twice = [...given.phones].filter(([, times]) => times > 1);
      const missed = Array.from({ length: count }, (_, who) => String(who)).filter((who) => !given.phones.has(who));
      expect(twice).toEqual([]);
      expect(await listed()).toEqual(missed.map((who) => `${who} unknown`).sort());
      expect(missed.filter((who) => Number(who) >= 20 && Number(who) < count - 20)).toEqual([]);
    }),
    { numRuns: 2 },
  );
}, 60_000);

test('with one echo in twenty lost, nobody is called twice and everybody else is listed', async () => {
  await fc.assert(
    fc.asyncProperty(fates, fc.infiniteStream(fc.integer({ min: 1, max: 20 })), async (fate, dice) => {
      await clear();
      const given = setUp({ fateOf: (who) => fate[Number(who)] ?? 'confirmed', isEchoed: () => dice.next().value !== 1 });

      await campaign(given, count);

      const reached = new Set(given.phones.keys());
      const missed = Array.from({ length: count }, (_, who) => String(who)).filter((who) => !reached.has(who));
      const isListed = new Set((await listed()).map((row) => row.split(' ')[0]));
      expect([...given.phones].filter(([, times]) => times > 1)).toEqual([]);
      expect(missed.filter((who) => !isListed.has(who))).toEqual([]);
    }),
    { numRuns: 2 },
  );
}, 60_000);

async function clear(): Promise<void> {
  for (const rows of [native(outbox(database.db)), native(inbox(database.db)), native(pushDays(database.db))]) await rows.deleteMany({});
}
