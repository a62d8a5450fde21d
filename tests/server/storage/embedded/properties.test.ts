import fc from 'fast-check';
import type mongoose from 'mongoose';
import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { type Condition, type Filter, meets, ordered, type Row } from './naive-model';

const fields = ['a', 'b', 'c'] as const;
const scalar = fc.constantFrom(-3, 0, 1, 2, 2.5, 7, 1e10, '', 'a', 'ab', 'b', 'é', null);
const value = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) });
const row = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] });
const rows = fc.array(row, { minLength: 1, maxLength: 25 });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constantFrom(...fields), operator: fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), operand: scalar }),
  fc.record({ field: fc.constantFrom(...fields), operator: fc.constant('$in' as const), operand: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ field: fc.constantFrom(...fields), operator: fc.constant('$exists' as const), operand: fc.boolean() }),
);
const filter: fc.Arbitrary<Filter> = fc.record({ all: fc.array(condition, { maxLength: 3 }), any: fc.array(condition, { maxLength: 2 }) });
const nested = fc.oneof(
  { weight: 3, arbitrary: value },
  fc.record({ x: value, y: value }, { requiredKeys: [] }),
  fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), { maxLength: 3 }),
);
const path = fc.constantFrom('a', 'b', 'a.x', 'a.y', 'a.0', 'b.x', 'b.y');
const question = fc.oneof(
  fc.tuple(path, scalar),
  fc.tuple(path, value),
  fc.tuple(path, fc.record({ $gt: scalar, $lte: scalar }, { requiredKeys: [] })),
  fc.tuple(path, fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 4 }) })),
  fc.tuple(path, fc.record({ $not: fc.record({ $lt: scalar }) })),
  fc.tuple(path, fc.record({ $elemMatch: fc.record({ x: scalar }) })),
  fc.tuple(path, fc.record({ $exists: fc.boolean() })),
  fc.tuple(path, fc.constantFrom(/^a/, /b$/)),
);
const change = fc.oneof(
  fc.record({ $set: fc.record({ a: nested }) }),
  fc.record({ $set: fc.record({ b: nested }) }),
  fc.record({ $unset: fc.record({ a: fc.constant(1) }) }),
  fc.record({ $push: fc.record({ b: scalar }) }),
  fc.record({ $inc: fc.record({ 'a.x': fc.constant(1) }) }),
);

let database: TestDatabase;
let things: mongoose.mongo.Collection<Row>;

beforeAll(async () => {
  database = await openTestDatabase();
  things = database.db.getClient().db(database.db.name).collection<Row>('things');
});
afterAll(() => database.close());

function written({ all, any }: Filter): mongoose.mongo.Filter<Row> {
  const one = ({ field, operator, operand }: Condition) => ({ [field]: { [operator]: operand } });
  const parts = [...all.map(one), ...(any.length === 0 ? [] : [{ $or: any.map(one) }])];
  return parts.length === 0 ? {} : { $and: parts };
}

async function refill(documents: readonly object[], ordered = true): Promise<void> {
  await things.deleteMany({});
  await things.insertMany(
    documents.map((document, index) => ({ ...document, _id: index })),
    { ordered },
  );
}

test('a query finds and sorts what a naive model does', async () => {
  await things.createIndex({ a: 1, _id: 1 });
  await things.createIndex({ b: -1 });
  await things.createIndex({ c: -1 });

  await fc.assert(
    fc.asyncProperty(rows, filter, fc.constantFrom(...fields), fc.constantFrom(1, -1), async (documents, wanted, field, direction) => {
      await refill(documents);
      const model = documents.map((document, index): Row => ({ ...document, _id: index })).filter((one) => meets(one, wanted));

      const found = await things
        .find(written(wanted))
        .sort({ [field]: direction, _id: 1 })
        .toArray();

      const expected = model.sort((x, y) => ordered(x, y, field, direction === 1 ? 1 : -1) || x._id - y._id);
      expect(found.map(({ _id }) => _id)).toEqual(expected.map(({ _id }) => _id));
    }),
    { numRuns: 100 },
  );
});

test('an index finds what a scan does, also after updates', async () => {
  await things.drop();
  await things.createIndex({ a: 1 });
  await things.createIndex({ 'a.x': 1, 'a.y': -1 });
  await things.createIndex({ b: -1, 'a.x': 1 });
  await things.createIndex({ 'b.y': 1 }, { sparse: true });
  await things.createIndex({ b: 1 }, { partialFilterExpression: { a: { $gt: 0 } } });
  const documents = fc.array(fc.record({ a: nested, b: nested }, { requiredKeys: [] }), { minLength: 1, maxLength: 25 });
  const changes = fc.array(fc.tuple(fc.nat(24), change), { maxLength: 10 });
  const questions = fc.array(fc.array(question, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });

  await fc.assert(
    fc.asyncProperty(documents, changes, questions, path, async (stored, updates, asked, sorted) => {
      await refill(stored, false).catch(isExpected);
      for (const [target, update] of updates)
        await things.updateOne({ _id: target }, update as mongoose.mongo.UpdateFilter<Row>).catch(isExpected);
      for (const parts of asked) {
        const query = { $and: parts.map(([at, wanted]) => ({ [at]: wanted })) } as mongoose.mongo.Filter<Row>;
        const order = { [sorted]: 1, _id: 1 } as const;

        const scanned = await things.find(query, { hint: { $natural: 1 }, sort: order }).toArray();

        expect(await things.find(query, { sort: order }).toArray()).toEqual(scanned);
        expect(await things.countDocuments(query)).toBe(scanned.length);
      }
    }),
    { numRuns: 40 },
  );
});

/** Paths that cannot be made and arrays that cannot be indexed together, on any server. */
function isExpected(error: unknown): void {
  const code = (error as { readonly code?: number }).code;
  if (![2, 14, 28, 171].includes(code ?? 0)) throw error;
}
