import mongoose from 'mongoose';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { aggregations } from './store-cases/aggregations';
import { filters } from './store-cases/filters';
import { refusals } from './store-cases/refusals';
import type { Stored } from './store-cases/stored';
import { updates } from './store-cases/updates';

const { EJSON } = mongoose.mongo.BSON;
const embedded = process.env.MONGODB_URI === undefined || process.env.MONGODB_URI === '';

let database: TestDatabase;
let things: mongoose.mongo.Collection<Stored>;

beforeAll(async () => {
  database = await openTestDatabase();
  things = database.db.getClient().db(database.db.name).collection<Stored>('things');
});
afterAll(() => database.close());
beforeEach(async () => {
  await things.deleteMany({});
});

function shown(value: unknown): string {
  return EJSON.stringify(value, { relaxed: true });
}

describe('a filter', () => {
  test.each(filters)('$name', async ({ documents, filter, ids }) => {
    await things.insertMany(documents);

    const found = await things.find(filter).sort({ _id: 1 }).toArray();

    expect(found.map(({ _id }) => _id)).toEqual(ids);
  });

  test.each(filters)('counts the same: $name', async ({ documents, filter, ids }) => {
    await things.insertMany(documents);

    expect(await things.countDocuments(filter)).toBe(ids.length);
  });
});

describe('an update', () => {
  test.each(updates.filter(({ result }) => result !== 'refused'))('$name', async ({ document, filter, update, options, result }) => {
    await things.insertOne(document);

    await things.updateOne(filter ?? { _id: 1 }, update, options);

    expect(shown(await things.findOne({ _id: 1 }, { promoteValues: false }))).toBe(shown(result));
  });

  test.each(updates.filter(({ result }) => result === 'refused'))('$name', async ({ document, filter, update, code }) => {
    await things.insertOne(document);

    await expect(things.updateOne(filter ?? { _id: 1 }, update)).rejects.toMatchObject({ code });
    expect(shown(await things.findOne({ _id: 1 }))).toBe(shown(document));
  });
});

describe('an aggregation', () => {
  test.each(aggregations)('$name', async ({ documents, pipeline, result }) => {
    await things.insertMany(documents);

    expect(shown(await things.aggregate(pipeline).toArray())).toBe(shown(result));
  });
});

(embedded ? describe : describe.skip)('what is outside the subset', () => {
  test.each(refusals)('$name is refused by name', async ({ run, says }) => {
    await things.insertOne({ _id: 1, a: 1 });

    await expect(run(things)).rejects.toMatchObject({ code: 238, message: expect.stringContaining(says) });
  });
});
