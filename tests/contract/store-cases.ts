import mongoose from 'mongoose';

const { Binary, Decimal128, Long, ObjectId } = mongoose.mongo;

/** Documents of any shape with a number for an id. */
export interface Stored extends mongoose.mongo.Document {
  readonly _id: number;
}

type Things = mongoose.mongo.Collection<Stored>;
type Filter = mongoose.mongo.Filter<Stored>;

function bytes(...values: number[]) {
  return new Binary(Buffer.from(values));
}

function decimal(text: string) {
  return Decimal128.fromString(text);
}

function long(text: string) {
  return Long.fromString(text);
}

interface FilterCase {
  readonly name: string;
  readonly documents: Stored[];
  readonly filter: Filter;
  readonly ids: readonly number[];
}

/** Filters whose result on MongoDB is documented or well known. */
export const filters: readonly FilterCase[] = [
  {
    name: 'equality of documents depends on the order of fields',
    documents: [{ _id: 1, a: { x: 1, y: 2 } }],
    filter: { a: { y: 2, x: 1 } },
    ids: [],
  },
  {
    name: 'binary equality compares bytes',
    documents: [
      { _id: 1, a: bytes(0x80) },
      { _id: 2, a: bytes(0x81) },
    ],
    filter: { a: bytes(0x80) },
    ids: [1],
  },
  {
    name: 'longs compare as numbers',
    documents: [
      { _id: 1, a: long('9007199254740993') },
      { _id: 2, a: long('10007199254740993') },
    ],
    filter: { a: { $lt: long('10000000000000000') } },
    ids: [1],
  },
  {
    name: 'decimals compare as numbers',
    documents: [
      { _id: 1, a: decimal('9.5') },
      { _id: 2, a: decimal('10.5') },
    ],
    filter: { a: { $gt: decimal('10') } },
    ids: [2],
  },
  { name: 'a decimal equals the same int', documents: [{ _id: 1, a: decimal('5') }], filter: { a: 5 }, ids: [1] },
  { name: 'arrays compare element by element', documents: [{ _id: 1, a: [3, 1] }], filter: { a: { $lt: [2, 9] } }, ids: [] },
  { name: '$gt null matches nothing', documents: [{ _id: 1, a: null }, { _id: 2 }], filter: { a: { $gt: null } }, ids: [] },
  {
    name: '$gte null matches null and missing',
    documents: [{ _id: 1, a: null }, { _id: 2 }, { _id: 3, a: 1 }],
    filter: { a: { $gte: null } },
    ids: [1, 2],
  },
  {
    name: 'null looks through an array of documents',
    documents: [
      { _id: 1, a: [{ b: 1 }, {}] },
      { _id: 2, a: [{ b: 1 }] },
    ],
    filter: { 'a.b': null },
    ids: [1],
  },
  { name: '$in null matches missing', documents: [{ _id: 1 }, { _id: 2, a: 1 }], filter: { a: { $in: [null] } }, ids: [1] },
  {
    name: '$type objectId',
    documents: [
      { _id: 1, a: new ObjectId() },
      { _id: 2, a: 'x' },
    ],
    filter: { a: { $type: 'objectId' } },
    ids: [1],
  },
  {
    name: '$type tells int from double',
    documents: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1.5 },
    ],
    filter: { a: { $type: 'int' } },
    ids: [1],
  },
  { name: '$not with a range matches missing', documents: [{ _id: 1 }, { _id: 2, a: 5 }], filter: { a: { $not: { $gt: 3 } } }, ids: [1] },
  { name: '$size on a nested path', documents: [{ _id: 1, a: { b: [1, 2] } }], filter: { 'a.b': { $size: 2 } }, ids: [1] },
  {
    name: 'the regular expression option s',
    documents: [
      { _id: 1, a: 'x\ny' },
      { _id: 2, a: 'x\nz' },
      { _id: 3, a: 'x\ny' },
    ],
    filter: { a: { $regex: 'x.y', $options: 's' } },
    ids: [1, 3],
  },
  { name: 'dates are in no range of numbers', documents: [{ _id: 1, a: new Date(5) }], filter: { a: { $lt: 10 } }, ids: [] },
  {
    name: '$elemMatch with $or',
    documents: [
      { _id: 1, a: [{ x: 1 }] },
      { _id: 2, a: [{ y: 2 }] },
    ],
    filter: { a: { $elemMatch: { $or: [{ x: 1 }, { y: 1 }] } } },
    ids: [1],
  },
  {
    name: '$all over one array',
    documents: [
      { _id: 1, a: [1, 2, 3] },
      { _id: 2, a: [1] },
    ],
    filter: { a: { $all: [1, 3] } },
    ids: [1],
  },
  {
    name: 'a value is found inside an array',
    documents: [
      { _id: 1, a: [1, 2] },
      { _id: 2, a: 2 },
      { _id: 3, a: [[2]] },
    ],
    filter: { a: 2 },
    ids: [1, 2],
  },
  {
    name: 'a whole array equals itself and an element',
    documents: [
      { _id: 1, a: [1, 2] },
      { _id: 2, a: [[1, 2]] },
      { _id: 3, a: [2, 1] },
    ],
    filter: { a: [1, 2] },
    ids: [1, 2],
  },
  {
    name: '$ne of an element excludes the array',
    documents: [{ _id: 1, a: [1, 2] }, { _id: 2, a: [3] }, { _id: 3 }],
    filter: { a: { $ne: 2 } },
    ids: [2, 3],
  },
  { name: '$nin matches missing', documents: [{ _id: 1, a: 1 }, { _id: 2 }], filter: { a: { $nin: [1] } }, ids: [2] },
  { name: '$exists false', documents: [{ _id: 1, a: null }, { _id: 2 }], filter: { a: { $exists: false } }, ids: [2] },
  {
    name: '$or with $and inside',
    documents: [
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 2 },
      { _id: 3, a: 1 },
    ],
    filter: { $or: [{ $and: [{ a: 1 }, { b: 1 }] }, { a: 2 }] },
    ids: [1, 2],
  },
  {
    name: '$nor',
    documents: [
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ],
    filter: { $nor: [{ a: 1 }] },
    ids: [2],
  },
  {
    name: 'a position in a path',
    documents: [
      { _id: 1, a: [{ b: 1 }, { b: 2 }] },
      { _id: 2, a: [{ b: 2 }] },
    ],
    filter: { 'a.1.b': 2 },
    ids: [1],
  },
  {
    name: 'two bounds may be met by two elements',
    documents: [
      { _id: 1, a: [1, 9] },
      { _id: 2, a: [5] },
      { _id: 3, a: [1] },
    ],
    filter: { a: { $gt: 4, $lt: 6 } },
    ids: [1, 2],
  },
  {
    name: '$elemMatch needs one element for both',
    documents: [
      { _id: 1, a: [1, 9] },
      { _id: 2, a: [5] },
    ],
    filter: { a: { $elemMatch: { $gt: 4, $lt: 6 } } },
    ids: [2],
  },
  {
    name: '$mod',
    documents: [
      { _id: 1, a: 10 },
      { _id: 2, a: 11 },
    ],
    filter: { a: { $mod: [5, 0] } },
    ids: [1],
  },
  {
    name: 'a prefix',
    documents: [
      { _id: 1, a: 'Đồng Tháp' },
      { _id: 2, a: 'Đà Nẵng' },
    ],
    filter: { a: /^Đồng/ },
    ids: [1],
  },
  {
    name: 'NaN is in no range',
    documents: [
      { _id: 1, a: Number.NaN },
      { _id: 2, a: 1 },
    ],
    filter: { a: { $lt: 5 } },
    ids: [2],
  },
  {
    name: 'an int equals the same double',
    documents: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1.0 },
    ],
    filter: { a: long('1') },
    ids: [1, 2],
  },
];

interface UpdateCase {
  readonly name: string;
  readonly document: Stored;
  readonly filter?: Filter;
  readonly update: mongoose.mongo.Document;
  readonly options?: mongoose.mongo.UpdateOptions;
  readonly result: Stored | 'refused';
  readonly code?: number;
}

export const updates: readonly UpdateCase[] = [
  { name: '$set through null is refused', document: { _id: 1, a: null }, update: { $set: { 'a.b': 1 } }, result: 'refused', code: 28 },
  { name: '$set through a scalar is refused', document: { _id: 1, a: 5 }, update: { $set: { 'a.b': 1 } }, result: 'refused', code: 28 },
  { name: '$inc of a string is refused', document: { _id: 1, a: 's' }, update: { $inc: { a: 1 } }, result: 'refused', code: 14 },
  { name: '$push to a scalar is refused', document: { _id: 1, a: 1 }, update: { $push: { a: 1 } }, result: 'refused', code: 2 },
  {
    name: 'conflicting paths are refused',
    document: { _id: 1 },
    update: { $set: { a: 1 }, $inc: { 'a.b': 1 } },
    result: 'refused',
    code: 40,
  },
  { name: 'changing _id is refused', document: { _id: 1 }, update: { $set: { _id: 2 } }, result: 'refused', code: 66 },
  {
    name: '$ without a matched array is refused',
    document: { _id: 1, a: [1] },
    update: { $set: { 'a.$': 2 } },
    result: 'refused',
    code: 2,
  },
  {
    name: 'an unknown operator is refused',
    document: { _id: 1 },
    update: { $frob: { a: 1 } },
    result: 'refused',
    code: 9,
  },
  {
    name: '$setOnInsert does nothing on a match',
    document: { _id: 1 },
    update: { $setOnInsert: { a: 1 }, $set: { b: 1 } },
    result: { _id: 1, b: 1 },
  },
  { name: 'setting _id to itself is allowed', document: { _id: 1 }, update: { $set: { _id: 1, a: 1 } }, result: { _id: 1, a: 1 } },
  {
    name: 'positional $ on a nested array',
    document: { _id: 1, a: { b: [1, 2, 3] } },
    filter: { _id: 1, 'a.b': 2 },
    update: { $set: { 'a.b.$': 9 } },
    result: { _id: 1, a: { b: [1, 9, 3] } },
  },
  {
    name: 'positional $ under $and',
    document: { _id: 1, a: [1, 2] },
    filter: { $and: [{ _id: 1 }, { a: 2 }] },
    update: { $set: { 'a.$': 9 } },
    result: { _id: 1, a: [1, 9] },
  },
  {
    name: 'positional $ with $elemMatch',
    document: {
      _id: 1,
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 2 },
      ],
    },
    filter: { a: { $elemMatch: { k: 2 } } },
    update: { $set: { 'a.$.v': 9 } },
    result: {
      _id: 1,
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 9 },
      ],
    },
  },
  {
    name: 'array filters',
    document: { _id: 1, a: [{ k: 1 }, { k: 5 }] },
    update: { $set: { 'a.$[big].v': 9 } },
    options: { arrayFilters: [{ 'big.k': { $gt: 3 } }] },
    result: { _id: 1, a: [{ k: 1 }, { k: 5, v: 9 }] },
  },
  { name: '$[] changes every element', document: { _id: 1, a: [1, 2] }, update: { $inc: { 'a.$[]': 1 } }, result: { _id: 1, a: [2, 3] } },
  {
    name: '$set past the end pads with null',
    document: { _id: 1, a: [1] },
    update: { $set: { 'a.3': 4 } },
    result: { _id: 1, a: [1, null, null, 4] },
  },
  {
    name: '$inc keeps a long exact',
    document: { _id: 1, a: long('9007199254740993') },
    update: { $inc: { a: 1 } },
    result: { _id: 1, a: long('9007199254740994') },
  },
  {
    name: '$inc of a decimal',
    document: { _id: 1, a: decimal('0.1') },
    update: { $inc: { a: decimal('0.2') } },
    result: { _id: 1, a: decimal('0.3') },
  },
  {
    name: '$inc grows an int to a long',
    document: { _id: 1, a: 2147483647 },
    update: { $inc: { a: 1 } },
    result: { _id: 1, a: long('2147483648') },
  },
  {
    name: '$unset of an element leaves null',
    document: { _id: 1, a: [1, 2] },
    update: { $unset: { 'a.0': 1 } },
    result: { _id: 1, a: [null, 2] },
  },
  {
    name: '$pull with a condition',
    document: { _id: 1, a: [{ k: 1 }, { k: 5 }] },
    update: { $pull: { a: { k: { $gt: 3 } } } },
    result: { _id: 1, a: [{ k: 1 }] },
  },
  {
    name: '$pull of values in a list',
    document: { _id: 1, a: [1, 2, 3] },
    update: { $pull: { a: { $in: [1, 3] } } },
    result: { _id: 1, a: [2] },
  },
  { name: '$pullAll', document: { _id: 1, a: [1, 2, 1] }, update: { $pullAll: { a: [1] } }, result: { _id: 1, a: [2] } },
  {
    name: '$push with $each, $sort and $slice',
    document: { _id: 1, a: [5] },
    update: { $push: { a: { $each: [9, 1], $sort: 1, $slice: -2 } } },
    result: { _id: 1, a: [5, 9] },
  },
  {
    name: '$push with $position',
    document: { _id: 1, a: [1, 2] },
    update: { $push: { a: { $each: [0], $position: 0 } } },
    result: { _id: 1, a: [0, 1, 2] },
  },
  {
    name: '$addToSet adds what is new',
    document: { _id: 1, a: [1, { x: 1 }] },
    update: { $addToSet: { a: { $each: [1, { x: 1 }, 2, 2] } } },
    result: { _id: 1, a: [1, { x: 1 }, 2] },
  },
  {
    name: '$pop takes the last',
    document: { _id: 1, a: [1, 2] },
    update: { $pop: { a: 1 } },
    result: { _id: 1, a: [1] },
  },
  { name: '$min and $max', document: { _id: 1, a: 5, b: 5 }, update: { $min: { a: 3 }, $max: { b: 3 } }, result: { _id: 1, a: 3, b: 5 } },
  { name: '$mul of a missing field gives 0', document: { _id: 1 }, update: { $mul: { a: 3 } }, result: { _id: 1, a: 0 } },
  { name: '$rename', document: { _id: 1, a: 1 }, update: { $rename: { a: 'b.c' } }, result: { _id: 1, b: { c: 1 } } },
  {
    name: 'new fields come in the order of their names',
    document: { _id: 1 },
    update: { $set: { b: 1, a: 1 } },
    result: { _id: 1, a: 1, b: 1 },
  },
];

interface AggregationCase {
  readonly name: string;
  readonly documents: Stored[];
  readonly pipeline: object[];
  readonly result: unknown;
}

export const aggregations: readonly AggregationCase[] = [
  {
    name: '$group by a missing field gives null',
    documents: [{ _id: 1 }, { _id: 2, a: null }],
    pipeline: [{ $group: { _id: '$a', n: { $sum: 1 } } }],
    result: [{ _id: null, n: 2 }],
  },
  {
    name: '$group by binary',
    documents: [
      { _id: 1, a: bytes(0x80) },
      { _id: 2, a: bytes(0x81) },
    ],
    pipeline: [{ $group: { _id: '$a' } }, { $count: 'n' }],
    result: [{ n: 2 }],
  },
  {
    name: '$group by several fields',
    documents: [
      { _id: 1, a: 1, b: 2 },
      { _id: 2, a: 1, b: 2 },
    ],
    pipeline: [{ $group: { _id: { a: '$a', b: '$b' }, n: { $sum: 1 } } }],
    result: [{ _id: { a: 1, b: 2 }, n: 2 }],
  },
  {
    name: '$sum skips what is no number',
    documents: [{ _id: 1, a: 2 }, { _id: 2, a: 'x' }, { _id: 3 }],
    pipeline: [{ $group: { _id: null, s: { $sum: '$a' } } }],
    result: [{ _id: null, s: 2 }],
  },
  {
    name: '$sum of longs',
    documents: [
      { _id: 1, a: long('5') },
      { _id: 2, a: long('6') },
    ],
    pipeline: [{ $group: { _id: null, s: { $sum: '$a' } } }],
    result: [{ _id: null, s: 11 }],
  },
  {
    name: '$sum of decimals',
    documents: [
      { _id: 1, a: decimal('0.1') },
      { _id: 2, a: decimal('0.2') },
    ],
    pipeline: [{ $group: { _id: null, s: { $sum: '$a' } } }],
    result: [{ _id: null, s: decimal('0.3') }],
  },
  {
    name: '$min, $max and $first',
    documents: [{ _id: 1, a: 2 }, { _id: 2, a: 1 }, { _id: 3 }],
    pipeline: [{ $sort: { _id: 1 } }, { $group: { _id: null, low: { $min: '$a' }, high: { $max: '$a' }, first: { $first: '$a' } } }],
    result: [{ _id: null, low: 1, high: 2, first: 2 }],
  },
  {
    name: 'a descending sort of arrays goes by the greatest',
    documents: [
      { _id: 1, a: [1, 9] },
      { _id: 2, a: [5] },
    ],
    pipeline: [{ $sort: { a: -1 } }, { $project: { _id: 1 } }],
    result: [{ _id: 1 }, { _id: 2 }],
  },
  {
    name: 'an ascending sort of arrays goes by the least',
    documents: [
      { _id: 1, a: [9, 1] },
      { _id: 2, a: [5] },
    ],
    pipeline: [{ $sort: { a: 1 } }, { $project: { _id: 1 } }],
    result: [{ _id: 1 }, { _id: 2 }],
  },
  {
    name: 'missing sorts before numbers',
    documents: [{ _id: 1, a: 0 }, { _id: 2 }],
    pipeline: [{ $sort: { a: 1 } }, { $project: { _id: 1 } }],
    result: [{ _id: 2 }, { _id: 1 }],
  },
  {
    name: 'an empty array sorts before null',
    documents: [
      { _id: 1, a: null },
      { _id: 2, a: [] },
    ],
    pipeline: [{ $sort: { a: 1 } }, { $project: { _id: 1 } }],
    result: [{ _id: 2 }, { _id: 1 }],
  },
  {
    name: '$project takes fields from others',
    documents: [{ _id: 1, a: { b: 2 } }],
    pipeline: [{ $project: { c: '$a.b' } }],
    result: [{ _id: 1, c: 2 }],
  },
  {
    name: '$skip and $limit',
    documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }],
    pipeline: [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 1 }],
    result: [{ _id: 2 }],
  },
  {
    name: '$limit before $skip',
    documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }],
    pipeline: [{ $sort: { _id: 1 } }, { $limit: 2 }, { $skip: 1 }],
    result: [{ _id: 2 }],
  },
  { name: '$count of nothing gives nothing', documents: [{ _id: 1 }], pipeline: [{ $match: { _id: 2 } }, { $count: 'n' }], result: [] },
];

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
