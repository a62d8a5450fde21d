import { findBrokenAct, recordAct } from '../../../server/staff/audit';
import { audit } from '../../../server/storage/collections/audit';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const key = Buffer.alloc(32, 3);

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => audit(database.db).deleteMany({}));

const record = (subject: string) =>
  recordAct(database.db, key, { at: new Date('2026-11-22T03:00:00Z'), actor: 'officer-1', action: 'exported', subject });

describe('the audit', () => {
  test('numbers its rows without a gap and is whole', async () => {
    for (const subject of ['a', 'b', 'c']) await record(subject);

    const rows = await audit(database.db).find({}).sort({ _id: 1 }).lean();

    expect(rows.map(({ _id, subject }) => [_id, subject])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
    expect(await findBrokenAct(database.db, key)).toBeUndefined();
  });

  test('loses nothing when many write at once', async () => {
    const subjects = Array.from({ length: 8 }, (_, n) => `act ${n}`);

    await Promise.all(subjects.map(record));

    const rows = await audit(database.db).find({}).lean();
    expect(rows.map(({ subject }) => subject).sort()).toEqual(subjects);
    expect(await findBrokenAct(database.db, key)).toBeUndefined();
  });

  test.each([
    { change: 'a changed row', alter: () => audit(database.db).updateOne({ _id: 2 }, { $set: { subject: 'x' } }), broken: 2 },
    { change: 'a removed row', alter: () => audit(database.db).deleteOne({ _id: 2 }), broken: 2 },
    { change: 'a row put in another place', alter: () => audit(database.db).updateOne({ _id: 3 }, { $set: { previous: '' } }), broken: 3 },
  ])('shows $change', async ({ alter, broken }) => {
    for (const subject of ['a', 'b', 'c']) await record(subject);

    await alter();

    expect(await findBrokenAct(database.db, key)).toBe(broken);
  });

  test('cannot be rewritten without the key', async () => {
    await recordAct(database.db, Buffer.alloc(32, 4), { at: new Date(0), actor: 'forger', action: 'exported', subject: 'a' });

    expect(await findBrokenAct(database.db, key)).toBe(1);
  });
});
