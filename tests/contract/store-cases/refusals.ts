import type { Things } from './stored';

interface Refusal {
  readonly name: string;
  readonly says: string;
  readonly run: (things: Things) => Promise<unknown>;
}

/** Things MongoDB does, some of which the prototype's cases checked, and this store must not seem to do. */
export const refusals: readonly Refusal[] = [
  { name: 'an expression $eq', says: '$eq', run: (things) => things.aggregate([{ $project: { r: { $eq: ['$a', 5] } } }]).toArray() },
  { name: 'an expression $gt', says: '$gt', run: (things) => things.aggregate([{ $project: { r: { $gt: ['$a', 5] } } }]).toArray() },
  { name: 'arithmetic in $project', says: '$add', run: (things) => things.aggregate([{ $project: { s: { $add: ['$a', 1] } } }]).toArray() },
  { name: '$toString', says: '$toString', run: (things) => things.aggregate([{ $project: { s: { $toString: '$a' } } }]).toArray() },
  {
    name: '$lookup',
    says: '$lookup',
    run: (things) => things.aggregate([{ $lookup: { from: 'x', localField: 'a', foreignField: 'b', as: 'c' } }]).toArray(),
  },
  {
    name: '$dateToString',
    says: '$dateToString',
    run: (things) => things.aggregate([{ $project: { s: { $dateToString: { date: '$t' } } } }]).toArray(),
  },
  { name: '$unwind', says: '$unwind', run: (things) => things.aggregate([{ $unwind: '$a' }]).toArray() },
  {
    name: '$setWindowFields',
    says: '$setWindowFields',
    run: (things) => things.aggregate([{ $setWindowFields: { sortBy: { _id: 1 }, output: {} } }]).toArray(),
  },
  { name: '$ifNull', says: '$ifNull', run: (things) => things.aggregate([{ $project: { r: { $ifNull: ['$a', 1] } } }]).toArray() },
  { name: '$expr', says: '$expr', run: (things) => things.find({ $expr: { $gt: ['$a', 1] } }).toArray() },
  { name: '$where', says: '$where', run: (things) => things.find({ $where: 'true' }).toArray() },
  { name: '$text', says: '$text', run: (things) => things.find({ $text: { $search: 'x' } }).toArray() },
  { name: '$near', says: '$near', run: (things) => things.find({ a: { $near: [1, 1] } }).toArray() },
  { name: 'a text index', says: 'text', run: (things) => things.createIndex({ a: 'text' }) },
  { name: 'a geo index', says: '2dsphere', run: (things) => things.createIndex({ a: '2dsphere' }) },
  { name: 'a hashed index', says: 'hashed', run: (things) => things.createIndex({ a: 'hashed' }) },
  { name: 'a collation', says: 'collation', run: (things) => things.find({}, { collation: { locale: 'vi' } }).toArray() },
  { name: 'a hint', says: 'hint', run: (things) => things.find({}, { hint: { _id: 1 } }).toArray() },
  { name: 'an update with a pipeline', says: 'pipeline', run: (things) => things.updateOne({ _id: 1 }, [{ $set: { b: '$a' } }]) },
  {
    name: '$bit',
    says: '$bit',
    run: (things) => things.updateOne({ _id: 1 }, { $bit: { a: { and: 1 } } }),
  },
  {
    name: '$push as an accumulator',
    says: '$push',
    run: (things) => things.aggregate([{ $group: { _id: null, l: { $push: '$a' } } }]).toArray(),
  },
  { name: '$slice in a projection', says: '$slice', run: (things) => things.find({}, { projection: { a: { $slice: 1 } } }).toArray() },
];
