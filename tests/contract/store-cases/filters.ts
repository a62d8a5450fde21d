import mongoose from 'mongoose';
import { bytes, decimal, type Filter, long, type Stored } from './stored';

const { ObjectId } = mongoose.mongo;

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
