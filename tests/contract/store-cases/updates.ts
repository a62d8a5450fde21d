import type mongoose from 'mongoose';
import { decimal, type Filter, long, type Stored } from './stored';

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
