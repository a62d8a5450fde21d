import { Schema } from 'mongoose';
import { collection } from '../../../server/storage/collection';
import { type Bounds, OutOfBounds, within } from '../../../server/storage/within';
import { openTestDatabase, type TestDatabase } from '../../support/database';

type Room = { readonly _id: string; readonly area: string; readonly school: string; readonly size: number };

const fields = { area: { type: String, required: true }, school: { type: String, required: true }, size: { type: Number, required: true } };
const schema = new Schema<Room>({ _id: { type: String, required: true }, ...fields }, { versionKey: false, autoIndex: false });
const rooms = collection<Room>('rooms', schema);
const roomsWithin = within(rooms, { area: 'area', organisation: 'school' });

const north: Room = { _id: 'n', area: 'A1', school: 'S1', size: 30 };
const south: Room = { _id: 's', area: 'A2', school: 'S2', size: 30 };
const bounds = {
  everything: 'everything',
  'the north': { areas: ['A1'] },
  'the northern school': { organisations: ['S1'] },
  'no area at all': { areas: [] },
  'a group, which no row here belongs to': { groups: ['n', 's'] },
} as const satisfies Record<string, Bounds>;

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await rooms(database.db).deleteMany({});
  await rooms(database.db).insertMany([north, south]);
});
afterAll(() => database.close());

describe('rows within bounds', () => {
  const cases = [
    { name: 'everything', seen: ['n', 's'] },
    { name: 'the north', seen: ['n'] },
    { name: 'the northern school', seen: ['n'] },
    { name: 'no area at all', seen: [] },
    { name: 'a group, which no row here belongs to', seen: [] },
  ] as const;

  test.each(cases)('$name: reads, counts, changes and removes $seen and nothing else', async ({ name, seen }) => {
    const rows = roomsWithin(database.db, bounds[name]);

    const found = (await rows.find({}, { sort: { _id: 1 } })).map(({ _id }) => _id);
    const counted = await rows.count({ size: 30 });
    const changed = await rows.update({}, { $set: { size: 31 } });
    const removed = await rows.remove({});

    expect([found, counted, changed, removed]).toEqual([seen, seen.length, seen.length, seen.length]);
  });

  test('a filter that names another place does not lead out', async () => {
    const rows = roomsWithin(database.db, bounds['the north']);

    expect(await rows.findOne({ area: 'A2' })).toBeUndefined();
    expect(await rows.find({ $or: [{ area: 'A2' }, { _id: 's' }] })).toEqual([]);
  });

  test('a row for another place is not written, nor any beside it', async () => {
    const rows = roomsWithin(database.db, bounds['the north']);

    await expect(
      rows.insert([
        { ...north, _id: 'new' },
        { ...south, _id: 'foreign' },
      ]),
    ).rejects.toThrow(OutOfBounds);

    expect(await rooms(database.db).countDocuments({})).toBe(2);
  });

  test('an update does not move a row to another place', async () => {
    const rows = roomsWithin(database.db, bounds['the north']);

    await expect(rows.update({ _id: 'n' }, { $set: { area: 'A2' } })).rejects.toThrow(OutOfBounds);
  });
});
