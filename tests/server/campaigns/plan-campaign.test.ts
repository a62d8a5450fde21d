import type { Quota } from '../../../bot/channels/channel';
import { type Audience, type Reason, recipientsOf } from '../../../server/campaigns/model';
import { planCampaign } from '../../../server/campaigns/plan-campaign';
import { deriveKeys } from '../../../server/keys';
import { native } from '../../../server/storage/collection';
import { channelAccounts } from '../../../server/storage/collections/channel-accounts';
import { conversations } from '../../../server/storage/collections/conversations';
import { people } from '../../../server/storage/collections/people';
import { sendQuotas } from '../../../server/storage/collections/send-quotas';
import { shifts } from '../../../server/storage/collections/shifts';
import { addAudience, type Given } from '../../support/audience';
import { campaignDeps } from '../../support/campaign-deps';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const hour = 3_600_000;
const now = new Date('2026-11-24T10:00:00+07:00');
const ago = (hours: number) => new Date(now.getTime() - hours * hour);
const workers: Audience = { populations: ['ip-worker'] };

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  for (const model of [people, conversations]) await model(database.db).createIndexes();
});
afterAll(() => database.close());
beforeEach(async () => {
  const { db } = database;
  await native(people(db)).deleteMany({});
  await native(conversations(db)).deleteMany({});
  await native(shifts(db)).deleteMany({});
  await native(channelAccounts(db)).deleteMany({});
  await native(sendQuotas(db)).deleteMany({});
});

async function planFor(given: readonly Given[], audience = workers, at = now, quotas: readonly Quota[] = []) {
  await addAudience(database.db, keys, given, ago(1));
  const { deps } = await campaignDeps(database.db, keys, { quotas });
  return planCampaign(deps, { audience, createdAt: at }, at);
}

describe('a campaign’s plan says of everybody what becomes of them', () => {
  const cases: readonly (Omit<Given, 'sender'> & { readonly who: string; readonly reason: Reason })[] = [
    { who: 'wrote this morning', contact: { heardAt: ago(2) }, reason: 'reachable_now' },
    { who: 'wrote a minute ago', contact: { heardAt: ago(0.02) }, reason: 'reachable_later' },
    { who: 'had a push today', contact: { heardAt: ago(1.2), pushedAt: ago(1.1) }, reason: 'reachable_later' },
    {
      who: 'had a push today and will be out of reach tomorrow',
      contact: { heardAt: ago(23), pushedAt: ago(1) },
      reason: 'closed_too_long',
    },
    { who: 'works until the evening', contact: { heardAt: ago(3) }, membership: { group: 'by-day' }, reason: 'reachable_later' },
    { who: 'wrote two days ago', contact: { heardAt: ago(48) }, reason: 'window_closed' },
    { who: 'never opened a chat that can be written to', linked: false, reason: 'not_linked' },
    { who: 'is under 16', ageBand: 'under-16', reason: 'under_age' },
    { who: 'said no to reminders', contact: { standing: 'opted_out' }, reason: 'opted_out' },
    { who: 'was not asked yet', contact: { standing: 'not_opted_in' }, reason: 'not_opted_in' },
    { who: 'stopped', contact: { standing: 'left' }, reason: 'left' },
    { who: 'came with a card', contact: { standing: 'apart' }, reason: 'not_opted_in' },
  ];

  test.each(cases)('$who: $reason', async ({ who, reason, ...given }) => {
    await native(shifts(database.db)).insertOne({ _id: 'group:by-day', pattern: 'day', since: '2026-11-23' });

    const plan = await planFor([{ ...given, sender: '1' }]);

    expect(Object.entries(plan.counts).filter(([, count]) => count > 0)).toEqual([[reason, 1]]);
    expect(plan.people).toBe(1);
  });

  test('in the night everybody with an open window is reached in the morning', async () => {
    const plan = await planFor([{ sender: '1', contact: { heardAt: ago(-5) } }], workers, new Date('2026-11-24T21:00:00+07:00'));

    expect(plan.counts).toMatchObject({ reachable_now: 0, reachable_later: 1 });
    expect(plan.endsAt?.toISOString().slice(0, 16)).toBe('2026-11-25T01:00');
  });

  test('whoever is in two chats is one person, reached where it costs nothing', async () => {
    const plan = await planFor([
      { sender: '1', person: 'p', channel: 'zalo', contact: { heardAt: ago(100) } },
      { sender: '2', person: 'p', contact: { heardAt: ago(5) } },
    ]);

    expect([plan.people, plan.counts.reachable_now]).toEqual([1, 1]);
  });

  test('a push of today in one chat holds for the other', async () => {
    const plan = await planFor([
      { sender: '1', person: 'p', channel: 'zalo', contact: { pushedAt: ago(1) } },
      { sender: '2', person: 'p', contact: { heardAt: ago(1.2) } },
    ]);

    expect(plan.counts).toMatchObject({ reachable_now: 0, reachable_later: 1 });
  });
});

describe('a plan’s cost and end', () => {
  const closed = Array.from({ length: 3 }, (_, index): Given => ({ sender: `c${index}`, contact: { heardAt: ago(48) } }));
  const way = { kind: 'utility-template', template: { name: 'bai_hoc', language: 'vi' }, uses: ['campaign'] } as const;

  test('what is set up for after the window is priced, and what nobody has priced is told apart', async () => {
    await native(channelAccounts(database.db)).insertOne({ _id: 'messenger:page', ways: [{ ...way, priceVnd: 300 }] });
    const priced = await planFor([{ sender: '1' }, ...closed]);
    await native(channelAccounts(database.db)).updateOne({ _id: 'messenger:page' }, { $set: { ways: [way] } });
    const unpriced = await planFor([{ sender: '4', contact: { heardAt: ago(30) } }]);

    expect(priced).toMatchObject({ counts: { reachable_now: 1, paid: 3 }, priceVnd: 900, unpriced: 0 });
    expect(unpriced).toMatchObject({ counts: { paid: 4 }, priceVnd: 0, unpriced: 4 });
    expect(recipientsOf(priced)).toBe(4);
  });

  test('the last message is as many seconds away as the account needs', async () => {
    const plan = await planFor(Array.from({ length: 500 }, (_, index): Given => ({ sender: String(index) })));

    expect(plan.endsAt).toEqual(new Date(now.getTime() + 10_000)); // 50 a second
  });

  test('an account’s quota spreads it over days, less what is kept for answers and what was sent today', async () => {
    const quotas = [{ messages: 100, of: 'all', per: 'day' }] as const;
    await native(sendQuotas(database.db)).insertOne({ _id: 'messenger:page:all:2026-11-24', used: 15, to: new Date(now.getTime() + hour) });

    const plan = await planFor(
      Array.from({ length: 200 }, (_, index): Given => ({ sender: `q${index}`, contact: { heardAt: ago(1) } })),
      workers,
      now,
      quotas,
    );

    expect(plan.counts).toMatchObject({ reachable_now: 60, paid: 0, reachable_later: 75, out_of_quota: 65 });
    expect(plan).toMatchObject({ quotaDays: 2 });
    expect(plan.endsAt?.toISOString().slice(0, 16)).toBe('2026-11-25T01:00');
  });

  test('nobody written to: no end', async () => {
    expect((await planFor(closed)).endsAt).toBeUndefined();
  });
});

describe('an audience', () => {
  const given: readonly Given[] = [
    { sender: '1', membership: { area: 'T101', organisation: 'kcn-1' } },
    { sender: '2', membership: { area: 'T102', organisation: 'kcn-2' } },
    { sender: '3', membership: { area: 'elsewhere', organisation: 'kcn-3' } },
    { sender: '4', membership: { population: 'vocational', area: 'T101', organisation: 'nghe-1' } },
  ];

  test.each([
    { audience: workers, people: 3 },
    { audience: { populations: ['vocational', 'ip-worker'] }, people: 4 },
    { audience: { populations: ['ip-worker'], area: 'T1' }, people: 2 },
    { audience: { populations: ['ip-worker'], area: 'T102' }, people: 1 },
    { audience: { populations: ['ip-worker'], organisation: 'kcn-3' }, people: 1 },
    { audience: { populations: ['ip-worker'], area: 'T102', organisation: 'kcn-1' }, people: 0 },
  ] satisfies { audience: Audience; people: number }[])('$audience: $people', async ({ audience, people: expected }) => {
    expect((await planFor(given, audience)).people).toBe(expected);
  });

  test('holds nobody who came after it was made', async () => {
    expect((await planFor(given, workers, ago(2))).people).toBe(0);
  });

  test('that names no indicator of a plan is refused rather than taken for everybody', async () => {
    const audience = { ...workers, notReachedIn: { plan: 'none', indicator: 'none' } };

    await expect(planFor(given, audience)).rejects.toThrow(RangeError);
  });
});
