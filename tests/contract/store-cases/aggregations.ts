import { bytes, decimal, long, type Stored } from './stored';

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
