import type { Quota } from '../../../bot/channels/channel';
import { SendQuotas } from '../../../server/outbox/send-quotas';
import type { Urgency } from '../../../server/outbox/send-rates';
import { native } from '../../../server/storage/collection';
import { sendQuotas } from '../../../server/storage/collections/send-quotas';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { standInChannel } from './stand-in-channel';

const evening = new Date('2026-11-30T23:30:00+07:00');
const midnight = new Date('2026-12-01T00:00:00+07:00');

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => native(sendQuotas(database.db)).deleteMany({}));

function account(...quotas: readonly Quota[]) {
  const channel = standInChannel(async () => 'm1');
  return { ...channel, capabilities: { ...channel.capabilities, quotas } };
}

const daily = (messages: number): Quota => ({ messages, of: 'all', per: 'day' });

/** How many of so many asked are let through, one after another. */
async function taken(channel: ReturnType<typeof account>, urgency: Urgency, { asked = 20, template = false, at = evening } = {}) {
  const quotas = new SendQuotas(database.db);
  let through = 0;
  for (let one = 0; one < asked; one += 1) if ('giveBack' in (await quotas.take(channel, { urgency, template }, at))) through += 1;
  return through;
}

describe('an account’s quota', () => {
  test('is kept for answers before reminders, and for reminders before campaigns', async () => {
    const channel = account(daily(20));

    const through = [await taken(channel, 'campaign'), await taken(channel, 'reminder'), await taken(channel, 'reply')];

    expect(through).toEqual([15, 3, 2]);
  });

  test('is never exceeded by two processes that take from it at once', async () => {
    const channel = account(daily(25));
    const processes = [new SendQuotas(database.db), new SendQuotas(database.db)];

    const places = await Promise.all(
      Array.from({ length: 60 }, (_, one) => processes[one % 2]?.take(channel, { urgency: 'reply', template: false }, evening)),
    );

    expect(places.filter((place) => place !== undefined && 'giveBack' in place)).toHaveLength(25);
    expect(places.filter((place) => place !== undefined && 'opensAt' in place)).toHaveLength(35);
  });

  test('opens again with the next day of Vietnam, for a process that begins anew as for one that went on', async () => {
    const channel = account(daily(1));
    await taken(channel, 'reply');
    const anew = new SendQuotas(database.db);

    expect(await anew.take(channel, { urgency: 'reply', template: false }, evening)).toEqual({ opensAt: midnight });
    expect(await taken(channel, 'reply', { at: midnight })).toBe(1);
  });

  test('of a month holds over its days, and what the month refuses uses nothing of the day', async () => {
    const channel = account(daily(5), { messages: 3, of: 'all', per: 'month' });
    const december = new Date('2026-12-15T09:00:00+07:00');

    expect(await taken(channel, 'reply', { at: december })).toBe(3);
    expect((await native(sendQuotas(database.db)).findOne({ _id: 'messenger:page:all:2026-12-15' }))?.used).toBe(3);
    const next = await new SendQuotas(database.db).take(channel, { urgency: 'reply', template: false }, december);
    expect(next).toEqual({ opensAt: new Date('2027-01-01T00:00:00+07:00') });
  });

  test('of templates is used by templates only', async () => {
    const channel = account({ messages: 10, of: 'templates', per: 'day' });

    expect(await taken(channel, 'reply')).toBe(20);
    expect(await taken(channel, 'campaign', { template: true })).toBe(9);
    expect(await taken(channel, 'reminder', { template: true })).toBe(1);
  });

  test('has room again for what was given back', async () => {
    const channel = account(daily(1));
    const quotas = new SendQuotas(database.db);
    const place = await quotas.take(channel, { urgency: 'reply', template: false }, evening);

    if ('giveBack' in place) await place.giveBack();

    expect(await taken(channel, 'reply')).toBe(1);
  });
});
