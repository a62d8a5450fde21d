import mongoose from 'mongoose';
import { openTestDatabase, type TestDatabase } from '../support/database';

interface Thing extends mongoose.mongo.Document {
  readonly _id: number;
}

let database: TestDatabase;
let db: mongoose.mongo.Db;
let things: mongoose.mongo.Collection<Thing>;

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.db.getClient().db(database.db.name);
});
afterAll(() => database.close());
beforeEach(async () => {
  await db.dropCollection('things');
  things = db.collection<Thing>('things');
});

describe('writing', () => {
  test('an unordered insert keeps all but the duplicates', async () => {
    const inserting = things.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }], { ordered: false });

    await expect(inserting).rejects.toMatchObject({ code: 11000 });
    expect(await things.countDocuments()).toBe(2);
  });

  test('an ordered insert stops at the duplicate', async () => {
    await expect(things.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }])).rejects.toMatchObject({ code: 11000 });

    expect(await things.countDocuments()).toBe(1);
  });

  test('a bulk write reports each kind of change', async () => {
    await things.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ]);

    const result = await things.bulkWrite([
      { insertOne: { document: { _id: 3 } } },
      { updateOne: { filter: { _id: 1 }, update: { $set: { a: 1 } } } },
      { updateMany: { filter: { a: 1 }, update: { $inc: { a: 1 } } } },
      { updateOne: { filter: { _id: 4 }, update: { $set: { a: 9 } }, upsert: true } },
      { replaceOne: { filter: { _id: 2 }, replacement: { b: 1 } } },
      { deleteMany: { filter: { a: 9 } } },
    ]);

    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 4,
      modifiedCount: 3,
      upsertedCount: 1,
      deletedCount: 1,
      upsertedIds: { 3: 4 },
    });
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([{ _id: 1, a: 2 }, { _id: 2, b: 1 }, { _id: 3 }]);
  });

  test('an upsert stores what the filter says is equal', async () => {
    await things.updateOne({ _id: 7, 'a.b': 1, c: { $gt: 5 } }, { $set: { d: 1 }, $setOnInsert: { e: 2 } }, { upsert: true });

    expect(await things.findOne()).toEqual({ _id: 7, a: { b: 1 }, d: 1, e: 2 });
  });

  test('many upserts of one key at once make one document', async () => {
    await things.createIndex({ key: 1 }, { unique: true });

    await Promise.all(Array.from({ length: 20 }, () => things.findOneAndUpdate({ key: 'one' }, { $inc: { n: 1 } }, { upsert: true })));

    expect(await things.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ key: 'one', n: 20 }]);
  });

  test('findOneAndUpdate gives the document before or after', async () => {
    await things.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);

    expect(await things.findOneAndUpdate({}, { $inc: { a: 10 } }, { sort: { a: -1 } })).toEqual({ _id: 2, a: 2 });
    expect(
      await things.findOneAndUpdate({ _id: 2 }, { $inc: { a: 1 } }, { returnDocument: 'after', projection: { a: 1, _id: 0 } }),
    ).toEqual({ a: 13 });
    expect(await things.findOneAndDelete({ _id: 1 })).toEqual({ _id: 1, a: 1 });
    expect(await things.findOneAndUpdate({ _id: 1 }, { $set: { a: 1 } })).toBeNull();
  });

  test('an unacknowledged write is done all the same', async () => {
    await things.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });

    await expect(eventually(() => things.countDocuments())).resolves.toBe(1);
  });
});

/** Asks again until the answer is not 0. */
async function eventually(ask: () => Promise<number>): Promise<number> {
  for (let tries = 0; tries < 1000; tries++) {
    const answer = await ask();
    if (answer !== 0) return answer;
  }
  return 0;
}

describe('indexes', () => {
  test('a unique index refuses a second document and names the key', async () => {
    await things.createIndex({ a: 1, b: -1 }, { unique: true });
    await things.insertOne({ _id: 1, a: 1, b: 2 });

    await expect(things.insertOne({ _id: 2, a: 1, b: 2 })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { a: 1, b: -1 },
      keyValue: { a: 1, b: 2 },
    });
    await things.insertOne({ _id: 2, a: 1, b: 3 });
    await expect(things.updateOne({ _id: 2 }, { $set: { b: 2 } })).rejects.toMatchObject({ code: 11000 });
    expect(await things.findOne({ _id: 2 })).toEqual({ _id: 2, a: 1, b: 3 });
  });

  test('a unique index is not made over duplicates', async () => {
    await things.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ]);

    await expect(things.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect(await things.indexes()).toHaveLength(1);
  });

  test('a partial unique index looks only at its own documents', async () => {
    await things.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { open: true } });
    await things.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
      { _id: 3, a: 1, open: true },
    ]);

    await expect(things.updateOne({ _id: 1 }, { $set: { open: true } })).rejects.toMatchObject({ code: 11000 });
    expect(await things.countDocuments({ a: 1 })).toBe(3);
  });

  test('parallel arrays cannot be indexed together', async () => {
    await things.createIndex({ a: 1, b: 1 });

    await expect(things.insertOne({ _id: 1, a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
  });

  test('the same index again is no error, another one of its name is', async () => {
    await things.createIndex({ a: 1 }, { name: 'one' });
    await things.createIndex({ a: 1 }, { name: 'one' });

    await expect(things.createIndex({ b: 1 }, { name: 'one' })).rejects.toMatchObject({ code: 86 });
    await expect(things.createIndex({ a: 1 }, { name: 'two' })).rejects.toMatchObject({ code: 85 });
    await things.dropIndex('one');
    expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });

  const served: readonly { question: string; filter: mongoose.mongo.Document; sort: Record<string, 1 | -1>; index: string }[] = [
    { question: 'equality and sort', filter: { a: 1 }, sort: { b: -1 }, index: 'a_1_b_-1' },
    { question: 'the opposite sort', filter: { a: 1 }, sort: { b: 1 }, index: 'a_1_b_-1' },
    { question: 'a range after equality', filter: { a: 1, b: { $gt: 5 } }, sort: {}, index: 'a_1_b_-1' },
    { question: 'a list', filter: { a: { $in: [1, 2] } }, sort: {}, index: 'a_1_b_-1' },
    { question: 'a sort alone', filter: {}, sort: { a: 1, b: -1 }, index: 'a_1_b_-1' },
    { question: 'the condition of a partial index', filter: { due: { $lt: 9 }, open: true }, sort: {}, index: 'due_1' },
  ];

  test.each(served)('serve $question', async ({ filter, sort, index }) => {
    await things.insertMany([{ _id: 1 }, { _id: 2 }]);
    await things.createIndex({ a: 1, b: -1 });
    await things.createIndex({ due: 1 }, { partialFilterExpression: { open: true } });

    const explained = JSON.stringify(await things.find(filter, { sort }).explain('queryPlanner'));

    expect(explained).toContain(`"${index}"`);
    expect(explained).not.toContain('"SORT"');
    expect(explained).not.toContain('COLLSCAN');
  });

  test('a filter without an index says so', async () => {
    await things.insertOne({ _id: 1 });

    expect(JSON.stringify(await things.find({ z: 1 }).explain('queryPlanner'))).toContain('COLLSCAN');
  });
});

describe('reading', () => {
  test('a cursor goes through everything in batches', async () => {
    await things.insertMany(Array.from({ length: 250 }, (_, index) => ({ _id: index })));
    const seen: number[] = [];

    for await (const { _id } of things.find({}, { batchSize: 7 }).sort({ _id: -1 })) seen.push(_id);

    expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => 249 - index));
  });

  test.each([
    { projection: { a: 1 }, result: { _id: 1, a: { b: 1, c: 2 } } },
    { projection: { 'a.b': 1, _id: 0 }, result: { a: { b: 1 } } },
    { projection: { 'a.b': 0 }, result: { _id: 1, a: { c: 2 }, l: [{ x: 1, y: 2 }, 3] } },
    { projection: { 'l.x': 1, _id: 0 }, result: { l: [{ x: 1 }] } },
    { projection: { 'l.x': 0, a: 0, _id: 0 }, result: { l: [{ y: 2 }, 3] } },
  ])('projection $projection', async ({ projection, result }) => {
    await things.insertOne({ _id: 1, a: { b: 1, c: 2 }, l: [{ x: 1, y: 2 }, 3] });

    expect(await things.findOne({}, { projection })).toEqual(result);
  });

  test('skip and limit', async () => {
    await things.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);

    expect(await things.find().sort({ _id: 1 }).skip(1).limit(1).toArray()).toEqual([{ _id: 2 }]);
    expect(await things.estimatedDocumentCount()).toBe(3);
  });

  test('distinct looks into arrays', async () => {
    await things.insertMany([
      { _id: 1, a: [1, 2] },
      { _id: 2, a: 2 },
    ]);

    expect(await things.distinct('a')).toEqual([1, 2]);
  });

  test('collections and databases go when dropped', async () => {
    await things.insertOne({ _id: 1 });
    expect((await db.listCollections({ name: 'things' }).toArray()).map(({ name }) => name)).toEqual(['things']);

    await things.drop();

    expect(await db.listCollections({ name: 'things' }).toArray()).toEqual([]);
    expect(await things.countDocuments()).toBe(0);
  });

  test('every type comes back as it was', async () => {
    const { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } = mongoose.mongo;
    const { BSON } = mongoose.mongo;
    const document = {
      _id: 1,
      values: [
        new Int32(1),
        new Double(1),
        Long.fromNumber(1),
        Decimal128.fromString('1'),
        'ạ',
        true,
        null,
        new Date(0),
        new ObjectId(),
        new Binary(Buffer.from('x'), 128),
      ],
      more: {
        regex: new BSONRegExp('a', 'i'),
        time: new Timestamp({ t: 1, i: 2 }),
        least: new MinKey(),
        most: new MaxKey(),
        2: 'two',
        1: 'one',
      },
    };

    await things.insertOne(document);
    await things.updateOne({ _id: 1 }, { $set: { touched: true } });

    const stored = await things.findOne({ _id: 1 }, { promoteValues: false, bsonRegExp: true });
    expect(BSON.EJSON.stringify(stored, { relaxed: false })).toBe(BSON.EJSON.stringify({ ...document, touched: true }, { relaxed: false }));
  });
});
