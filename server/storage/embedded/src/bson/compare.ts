import { nullValue } from './make';
import { compareNumbers, numericOf } from './numbers';
import { fieldsOf, itemsOf, type Raw } from './raw';
import { BsonType, typeRank } from './types';

/** MongoDB's order of values of any two types; a missing value counts as null. */
export function compare(left: Raw | undefined, right: Raw | undefined): number {
  const a = left ?? nullValue;
  const b = right ?? nullValue;
  const byType = typeRank(a.type) - typeRank(b.type);
  return byType === 0 ? compareAlike(a, b) : byType;
}

export function equal(a: Raw | undefined, b: Raw | undefined): boolean {
  return compare(a, b) === 0;
}

/** The same bytes and type: what an update may leave unwritten. */
export function identical(a: Raw, b: Raw): boolean {
  return a.type === b.type && compareBytes(a, b, 0) === 0;
}

function compareAlike(a: Raw, b: Raw): number {
  switch (a.type) {
    case BsonType.int:
    case BsonType.long:
    case BsonType.double:
    case BsonType.decimal:
      return compareNumbers(numericOf(a), numericOf(b));
    case BsonType.string:
      return compareStrings(a, b);
    case BsonType.object:
      return compareObjects(a, b);
    case BsonType.array:
      return compareArrays(a, b);
    case BsonType.binary:
      return a.bytes.readInt32LE(a.start) - b.bytes.readInt32LE(b.start) || compareBytes(a, b, 4);
    case BsonType.date:
      return compareLongs(a, b);
    case BsonType.timestamp:
      return compareNumbers(a.bytes.readBigUInt64LE(a.start), b.bytes.readBigUInt64LE(b.start));
    default:
      return compareBytes(a, b, 0);
  }
}

function compareStrings(a: Raw, b: Raw): number {
  return a.bytes.compare(b.bytes, b.start + 4, b.end - 1, a.start + 4, a.end - 1);
}

function compareBytes(a: Raw, b: Raw, offset: number): number {
  return a.bytes.compare(b.bytes, b.start + offset, b.end, a.start + offset, a.end);
}

function compareLongs(a: Raw, b: Raw): number {
  const high = a.bytes.readInt32LE(a.start + 4) - b.bytes.readInt32LE(b.start + 4);
  return high || a.bytes.readUInt32LE(a.start) - b.bytes.readUInt32LE(b.start);
}

/** Field by field: type, then name, then value; the shorter document comes first. */
function compareObjects(a: Raw, b: Raw): number {
  const left = fieldsOf(a);
  const right = fieldsOf(b);
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order =
      typeRank(one.value.type) - typeRank(other.value.type) ||
      Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)) ||
      compare(one.value, other.value);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareArrays(a: Raw, b: Raw): number {
  const left = itemsOf(a);
  const right = itemsOf(b);
  for (const [index, item] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compare(item, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
