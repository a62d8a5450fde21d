import type { InboundEvent, Quota } from '../../../bot/channels/channel';
import {
  createCampaign,
  findCampaign,
  keepPlan,
  pauseCampaign,
  resumeCampaign,
  startCampaign,
} from '../../../server/campaigns/change-campaign';
import { CampaignFeeder } from '../../../server/campaigns/feeder';
import type { Audience } from '../../../server/campaigns/model';
import { planCampaign } from '../../../server/campaigns/plan-campaign';
import { conversationId } from '../../../server/conversation/accept-event';
import { deriveKeys } from '../../../server/keys';
import type { OutboxRow } from '../../../server/outbox/model';
import { native } from '../../../server/storage/collection';
import { areas } from '../../../server/storage/collections/areas';
import { campaignDeferrals } from '../../../server/storage/collections/campaign-deferrals';
import { campaigns } from '../../../server/storage/collections/campaigns';
import { conversations } from '../../../server/storage/collections/conversations';
import { inbox } from '../../../server/storage/collections/inbox';
import { outbox } from '../../../server/storage/collections/outbox';
import { people } from '../../../server/storage/collections/people';
import { addAudience, type Given } from '../../support/audience';
import { campaignDeps, sampleAreas } from '../../support/campaign-deps';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const hour = 3_600_000;
const made = new Date('2026-11-24T09:00:00+07:00');
const workers: Audience = { populations: ['ip-worker'] };
const everyone = (count: number): readonly Given[] => Array.from({ length: count }, (_, index) => ({ sender: `s${index}` }));

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  for (const model of [people, conversations, campaigns, campaignDeferrals, inbox, outbox]) await model(database.db).createIndexes();
  await native(areas(database.db)).insertMany([...sampleAreas]);
});
afterAll(() => database.close());
beforeEach(async () => {
  const { db } = database;
  await native(people(db)).deleteMany({});
  await native(conversations(db)).deleteMany({});
  await native(campaigns(db)).deleteMany({});
  await native(campaignDeferrals(db)).deleteMany({});
  await native(outbox(db)).deleteMany({});
});

/** A running campaign to these people, and what it takes to feed it. */
async function running(
  given: readonly Given[],
  {
    perSecond = 10_000,
    zaloPerSecond,
    quotas = [],
  }: { readonly perSecond?: number; readonly zaloPerSecond?: number; readonly quotas?: readonly Quota[] } = {},
) {
  const { db } = database;
  await addAudience(db, keys, given, made);
  const given2 = await campaignDeps(db, keys, { perSecond, zaloPerSecond: zaloPerSecond ?? perSecond, quotas });
  const { _id } = await createCampaign(db, { name: 'Thử', what: 'lesson', audience: workers, createdBy: 'a' }, given2.clock.now);
  const plan = await planCampaign(given2.deps, { audience: workers, createdAt: given2.clock.now }, given2.clock.now);
  await keepPlan(db, _id, plan);
  expect(await startCampaign(db, _id, given2.clock.now)).toBe('done');
  const feeder = new CampaignFeeder(given2.deps);
  const until = async (count: number) => {
    for (let look = 0; look < 200 && given2.events.length < count; look += 1) await feeder.look();
  };
  return { ...given2, id: _id, feeder, until };
}

function outboxRow(campaign: string, sender: string, state: OutboxRow['state']): OutboxRow {
  const conversation = conversationId(keys, 'messenger', 'page', sender);
  return {
    _id: `push:${campaign}:${conversation}:0`,
    conversation,
    lane: 0,
    channel: 'messenger',
    state,
    tries: 0,
    nextAt: made,
    order: 1,
    term: 1,
    at: made,
    push: { kind: 'campaign', campaign, person: `person-${sender}` },
  };
}

const senders = (events: readonly InboundEvent[]) => events.map(({ sender }) => sender).sort();

describe('a running campaign', () => {
  test('asks everybody once, by an event of the campaign’s own id, and is done', async () => {
    const { events, id, feeder, clock, until } = await running(everyone(300));

    await until(300);
    await feeder.look();
    clock.now = new Date(clock.now.getTime() + 11_000);
    await feeder.look();

    expect(senders(events)).toEqual(senders(everyone(300) as never));
    expect(new Set(events.map((event) => event.id))).toEqual(new Set([`campaign:${id}`]));
    expect(await findCampaign(database.db, id)).toMatchObject({ state: 'done', counts: { reachable_now: 300 } });
  });

  test('never runs further ahead than two seconds of what the platforms take', async () => {
    const { events, id, feeder } = await running(everyone(300), { perSecond: 20 }); // two accounts: 40 a second

    await feeder.look();
    const first = events.length;
    await native(outbox(database.db)).insertMany(events.map(({ sender }) => outboxRow(id, sender, 'waiting')));
    for (let look = 0; look < 5; look += 1) await feeder.look();

    expect(first).toBe(41); // all of them on one of two channels, the first at once
    expect(events).toHaveLength(first);
  });

  test('is not held up by messages that wait for another day', async () => {
    const { events, id, feeder, until } = await running(everyone(100), { perSecond: 10 });
    await feeder.look();
    const tomorrow = new Date(made.getTime() + 23 * hour);
    await native(outbox(database.db)).insertMany(events.map(({ sender }) => ({ ...outboxRow(id, sender, 'waiting'), nextAt: tomorrow })));
    const first = events.length;

    const quick = new CampaignFeeder((await campaignDeps(database.db, keys, { perSecond: 10_000 })).deps);
    await quick.look();
    await until(first);

    expect((await findCampaign(database.db, id))?.counts.reachable_now).toBe(100);
  });

  test('gives lanes that cannot keep up nothing more', async () => {
    const { feeder, events } = await running(everyone(500), { perSecond: 20 });
    const rows = Array.from({ length: 80 }, (_, index) => ({ _id: `c${index}:e`, conversation: `c${index}`, open: 7, receivedAt: made }));
    await native(inbox(database.db)).insertMany(rows);

    await feeder.look();
    const held = events.length;
    await native(inbox(database.db)).deleteMany({});
    await feeder.look();

    expect(held).toBe(0);
    expect(events.length).toBeGreaterThan(0);
  });

  test('asks nobody at night and goes on in the morning', async () => {
    const { events, clock, until } = await running([{ sender: 's1', contact: { heardAt: new Date('2026-11-24T18:00:00+07:00') } }]);

    clock.now = new Date('2026-11-24T21:00:00+07:00');
    await until(1);
    expect(events).toEqual([]);
    clock.now = new Date('2026-11-25T08:00:00+07:00');
    await until(1);

    expect(senders(events)).toEqual(['s1']);
  });

  test('asks nobody while it is paused, and the rest afterwards', async () => {
    const { events, id, feeder, until } = await running(everyone(200), { perSecond: 10 });
    await feeder.look();
    const before = events.length;

    await pauseCampaign(database.db, id);
    for (let look = 0; look < 5; look += 1) await feeder.look();
    expect(events).toHaveLength(before);

    await resumeCampaign(database.db, id);
    const quick = new CampaignFeeder((await campaignDeps(database.db, keys, { perSecond: 10_000 })).deps);
    await quick.look();
    await until(before);
    expect((await findCampaign(database.db, id))?.counts.reachable_now).toBe(200);
  });

  test('comes back to whoever had a push today, once', async () => {
    const morning = new Date('2026-11-24T09:00:00+07:00');
    const { events, id, clock, feeder, until } = await running([
      { sender: 's1', contact: { heardAt: morning, pushedAt: morning } },
      { sender: 's2' },
    ]);
    await until(1);
    await feeder.look();
    expect(senders(events)).toEqual(['s2']);

    clock.now = new Date('2026-11-25T08:00:00+07:00');
    for (let look = 0; look < 5; look += 1) await feeder.look();

    expect(senders(events)).toEqual(['s1', 's2']);
    expect(await findCampaign(database.db, id)).toMatchObject({ state: 'done', counts: { reachable_now: 1, reachable_later: 1 } });
  });

  test('does not call again who was called just before a crash, not even the next day or in another chat', async () => {
    const { events, id, clock, feeder } = await running([{ sender: 's1' }, { sender: 's2', person: 'person-s1', channel: 'zalo' }]);
    await native(outbox(database.db)).insertOne(outboxRow(id, 's1', 'sent'));
    const today = new Date(clock.now.getTime() - hour);
    await native(campaignDeferrals(database.db)).insertOne({
      _id: `${id}:person-s1`,
      campaign: id,
      person: 'person-s1',
      at: today,
      outcome: null,
    });

    for (let look = 0; look < 5; look += 1) await feeder.look();

    expect(events).toEqual([]);
  });

  test('two processes that feed at once ask nobody whom one of them would not, and one of them moves on', async () => {
    const one = await running(everyone(150));
    const other = new CampaignFeeder(one.deps);

    for (let look = 0; look < 5; look += 1) await Promise.all([one.feeder.look(), other.look()]);

    expect(new Set(senders(one.events)).size).toBe(150);
    expect((await findCampaign(database.db, one.id))?.counts).toEqual({ reachable_now: 150 });
  });
});

describe('a crash', () => {
  test.each(['before', 'after'])('%s the events of a page are stored leaves nobody out and counts nobody twice', async (when) => {
    const { deps, events, id, feeder } = await running(everyone(120));
    const crashing = new CampaignFeeder({
      ...deps,
      accept: async (some) => {
        if (when === 'after') await deps.accept(some);
        throw new Error('crash');
      },
    });
    await expect(crashing.look()).rejects.toThrow(AggregateError);

    for (let look = 0; look < 3; look += 1) await feeder.look();

    expect(new Set(senders(events)).size).toBe(120);
    expect((await findCampaign(database.db, id))?.counts).toEqual({ reachable_now: 120 });
  });
});

test('whoever was written to just before a crash counts as written to, not as somebody whose window closes before the next day', async () => {
  const heardAt = new Date('2026-11-24T07:00:00+07:00');
  const { events, id, feeder } = await running([{ sender: 's1', contact: { heardAt, pushedAt: made } }, { sender: 's2' }]);
  await native(outbox(database.db)).insertOne(outboxRow(id, 's1', 'sent'));

  for (let look = 0; look < 3; look += 1) await feeder.look();

  expect(senders(events)).toEqual(['s2']);
  expect((await findCampaign(database.db, id))?.counts).toEqual({ reachable_now: 2 });
});

test('many on a slow channel hold up nobody on a fast one, and each comes at their channel’s pace', async () => {
  const slow = Array.from({ length: 100 }, (_, index) => ({ sender: `a${index}`, person: `a${index}`, channel: 'zalo' as const }));
  const fast = Array.from({ length: 100 }, (_, index) => ({ sender: `b${index}`, person: `b${index}` }));
  const { feeder, events, clock } = await running([...slow, ...fast], { perSecond: 100, zaloPerSecond: 5 });
  const askedOn = (channel: string) => events.filter((event) => event.channel === channel).length;

  for (let look = 0; look < 10; look += 1) await feeder.look();
  const first = { zalo: askedOn('zalo'), messenger: askedOn('messenger') };
  clock.now = new Date(clock.now.getTime() + 10_000);
  for (let look = 0; look < 10; look += 1) await feeder.look();

  expect(first).toEqual({ zalo: 11, messenger: 100 });
  expect(askedOn('zalo')).toBeGreaterThan(40);
  expect(askedOn('zalo')).toBeLessThan(70);
});

test('an account’s quota puts people off to the next days, holds up nobody of another account, and leaves out whom it never reaches', async () => {
  const page = Array.from({ length: 60 }, (_, index): Given => ({ sender: `a${index}`, person: `a${index}`, contact: { heardAt: made } }));
  const zalo = Array.from({ length: 10 }, (_, index): Given => ({ sender: `b${index}`, person: `b${index}`, channel: 'zalo' }));
  const { feeder, events, clock, id } = await running([...page, ...zalo], { quotas: [{ messages: 20, of: 'all', per: 'day' }] });
  const askedOn = (channel: string) => events.filter((event) => event.channel === channel).length;
  const look = async () => {
    for (let one = 0; one < 10; one += 1) await feeder.look();
  };

  await look();
  const first = { messenger: askedOn('messenger'), zalo: askedOn('zalo') };
  clock.now = new Date('2026-11-25T08:00:00+07:00');
  await look();

  expect(first).toEqual({ messenger: 15, zalo: 10 });
  expect(askedOn('messenger')).toBe(30);
  expect(await findCampaign(database.db, id)).toMatchObject({ counts: { reachable_now: 25, reachable_later: 15, out_of_quota: 30 } });
});

test('two campaigns share what there is', async () => {
  const first = await running(everyone(300), { perSecond: 20 });
  const { db } = database;
  const { _id } = await createCampaign(db, { name: 'Hai', what: 'recall', audience: workers, createdBy: 'a' }, first.clock.now);
  await keepPlan(db, _id, await planCampaign(first.deps, { audience: workers, createdAt: first.clock.now }, first.clock.now));
  await startCampaign(db, _id, first.clock.now);

  await first.feeder.look();

  const asked = (id: string) => first.events.filter((event) => event.id === `campaign:${id}`).length;
  expect([asked(first.id), asked(_id)]).toEqual([21, 21]); // half of the one account that all of them are on
});

test('a campaign whose indicator is gone does not hold up another', async () => {
  const { clock, events, feeder } = await running(everyone(20));
  const audience = { ...workers, notReachedIn: { plan: 'gone', indicator: 'gone' } };
  const { _id } = await createCampaign(database.db, { name: 'Hai', what: 'recall', audience, createdBy: 'a' }, new Date(0));
  await native(campaigns(database.db)).updateOne({ _id }, { $set: { state: 'running', startedAt: clock.now } });

  await expect(feeder.look()).rejects.toThrow(AggregateError);

  expect(events).toHaveLength(20);
});

test('at one message a second three campaigns all go on', async () => {
  const { clock, id, events, deps } = await running(everyone(5), { perSecond: 0.5 }); // two accounts
  for (const [index, name] of ['Hai', 'Ba'].entries()) {
    const later = new Date(clock.now.getTime() + index + 1);
    const { _id } = await createCampaign(database.db, { name, what: 'recall', audience: workers, createdBy: 'a' }, later);
    await native(campaigns(database.db)).updateOne({ _id }, { $set: { state: 'running', startedAt: clock.now } });
  }

  await new CampaignFeeder(deps).look();

  expect(new Set(events.map((event) => event.id)).size).toBe(2);
  expect(events.map((event) => event.id)).toContain(`campaign:${id}`);
});
