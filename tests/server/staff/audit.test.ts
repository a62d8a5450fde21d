import { findBrokenAct, recordAct } from '../../../server/staff/audit';
import { native } from '../../../server/storage/collection';
import { type AuditRow, audit } from '../../../server/storage/collections/audit';
import { chainHeads } from '../../../server/storage/collections/chain-heads';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const key = Buffer.alloc(32, 3);

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await audit(database.db).deleteMany({});
  await chainHeads(database.db).deleteMany({});
});

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
    { change: 'a removed end', alter: () => audit(database.db).deleteMany({ _id: { $gt: 1 } }), broken: 2 },
    { change: 'that everything is gone', alter: () => audit(database.db).deleteMany({}), broken: 1 },
    { change: 'a head that was removed', alter: () => chainHeads(database.db).deleteMany({}), broken: 4 },
    {
      change: 'a head that was set back',
      alter: async () => {
        const first = await audit(database.db).findById(1).lean<AuditRow>();
        await audit(database.db).deleteMany({ _id: { $gt: 1 } });
        await native(chainHeads(database.db)).updateOne({ _id: 'audit' }, { $set: { number: 1, hash: first?.hash ?? '' } });
      },
      broken: 2,
    },
    { change: 'a row put in another place', alter: () => audit(database.db).updateOne({ _id: 3 }, { $set: { previous: '' } }), broken: 3 },
  ])('shows $change', async ({ alter, broken }) => {
    for (const subject of ['a', 'b', 'c']) await record(subject);

    await alter();

    expect(await findBrokenAct(database.db, key)).toBe(broken);
  });

  test.each([
    { cut: 'its end', alter: () => audit(database.db).deleteMany({ _id: { $gt: 1 } }), broken: 2 },
    {
      cut: 'its end and the head',
      alter: () => Promise.all([audit(database.db).deleteOne({ _id: 3 }), chainHeads(database.db).deleteMany({})]),
      broken: 5,
    },
  ])('shows that $cut was cut off, however much is written afterwards', async ({ alter, broken }) => {
    for (const subject of ['a', 'b', 'c']) await record(subject);

    await alter();
    for (const subject of ['d', 'e']) await record(subject);

    expect(await findBrokenAct(database.db, key)).toBe(broken);
  });

  test('is whole when a stop left its head one behind', async () => {
    await record('a');
    const head = await native(chainHeads(database.db)).findOne({ _id: 'audit' });
    await record('b');
    await native(chainHeads(database.db)).updateOne({ _id: 'audit' }, { $set: head ?? {} });

    expect(await findBrokenAct(database.db, key)).toBeUndefined();
  });

  test('cannot be rewritten without the key', async () => {
    await recordAct(database.db, Buffer.alloc(32, 4), { at: new Date(0), actor: 'forger', action: 'exported', subject: 'a' });

    expect(await findBrokenAct(database.db, key)).toBe(1);
  });
});
