import { getOrCreatePeople, newPersonId, updatePeople } from '../../../server/people/person';
import { native } from '../../../server/storage/collection';
import { people } from '../../../server/storage/collections/people';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { keys } from '../reach/support/province';

let database: TestDatabase;
const now = new Date('2026-11-22T05:00:00Z');

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const stored = (id: string) => native(people(database.db)).findOne({ _id: id });
const membership = { population: 'ip-worker', area: '68001', organisation: 'E1', identifiedBy: 'account' } as const;

describe('a person', () => {
  test('is made once, with a key of their own that is stored wrapped', async () => {
    const first = (await getOrCreatePeople(database.db, keys, ['a', 'b', 'a'], now)).get('a');
    const again = (await getOrCreatePeople(database.db, keys, ['a', 'c'], now)).get('a');

    expect(first?.key).toHaveLength(32);
    expect(again?.key.equals(first?.key ?? Buffer.alloc(0))).toBe(true);
    const row = await stored('a');
    expect(JSON.stringify(row)).not.toContain(first?.key.toString('base64'));
  });

  test('asked for by many at once is still one', async () => {
    const found = await Promise.all(Array.from({ length: 8 }, () => getOrCreatePeople(database.db, keys, ['raced'], now)));

    expect(new Set(found.map((each) => each.get('raced')?.key.toString('hex'))).size).toBe(1);
  });

  test('keeps the latest that was said', async () => {
    await getOrCreatePeople(database.db, keys, ['d'], now);

    await updatePeople(database.db, [
      { id: 'd', membership },
      { id: 'd', ageBand: '18-plus' },
    ]);

    expect((await getOrCreatePeople(database.db, keys, ['d'], now)).get('d')).toMatchObject({
      id: 'd',
      membership,
      ageBand: '18-plus',
    });
  });

  test('is never written down as a service worker', async () => {
    await getOrCreatePeople(database.db, keys, ['w'], now);

    await updatePeople(database.db, [
      { id: 'w', membership: { population: 'service-worker', area: '68001', group: 'G1', identifiedBy: 'roster-code' } },
    ]);

    expect(JSON.stringify(await stored('w'))).not.toContain('service-worker');
  });

  test('who is erased is nobody any more, whatever is still said of them', async () => {
    await getOrCreatePeople(database.db, keys, ['e'], now);
    await native(people(database.db)).updateOne({ _id: 'e' }, { $set: { key: null, erasedAt: now } });

    await updatePeople(database.db, [{ id: 'e', membership }]);

    expect((await getOrCreatePeople(database.db, keys, ['e'], now)).has('e')).toBe(false);
    expect(await stored('e')).not.toHaveProperty('membership');
  });
});

test('a pseudonym is random and safe in an address', () => {
  const ids = Array.from({ length: 1_000 }, newPersonId);

  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{20}$/);
});
