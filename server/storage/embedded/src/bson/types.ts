export const BsonType = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binary: 5,
  /** Never stored: stands for an empty array in sorts and index keys, where it comes before null. */
  undefined: 6,
  objectId: 7,
  boolean: 8,
  date: 9,
  null: 10,
  regex: 11,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  maxKey: 127,
  minKey: 255,
} as const;

const aliases: Readonly<Record<string, readonly number[]>> = {
  double: [1],
  string: [2],
  object: [3],
  array: [4],
  binData: [5],
  objectId: [7],
  bool: [8],
  date: [9],
  null: [10],
  regex: [11],
  int: [16],
  timestamp: [17],
  long: [18],
  decimal: [19],
  number: [1, 16, 18, 19],
  maxKey: [127],
  minKey: [255],
};

/** The type bytes that `$type` means by a name. */
export function typesNamed(name: string): readonly number[] | undefined {
  return Object.hasOwn(aliases, name) ? aliases[name] : undefined;
}

export function typeName(type: number): string {
  return Object.keys(aliases).find((name) => aliases[name]?.[0] === type) ?? 'missing';
}

const ranks: Readonly<Record<number, number>> = {
  [BsonType.minKey]: 10,
  [BsonType.undefined]: 15,
  [BsonType.null]: 20,
  [BsonType.double]: 30,
  [BsonType.int]: 30,
  [BsonType.long]: 30,
  [BsonType.decimal]: 30,
  [BsonType.string]: 60,
  [BsonType.object]: 70,
  [BsonType.array]: 80,
  [BsonType.binary]: 90,
  [BsonType.objectId]: 100,
  [BsonType.boolean]: 110,
  [BsonType.date]: 120,
  [BsonType.timestamp]: 130,
  [BsonType.regex]: 140,
  [BsonType.maxKey]: 240,
};

const rankTable = Uint8Array.from({ length: 256 }, (_, type) => ranks[type] ?? 0);

/** Where a type stands in MongoDB's order of types; numbers of every kind share one rank. Also the first byte of an index key. */
export function typeRank(type: number): number {
  return rankTable[type] ?? 0;
}

export const numberRank = 30;

export function isStorable(type: number): boolean {
  return type !== BsonType.undefined && typeRank(type) !== 0;
}
