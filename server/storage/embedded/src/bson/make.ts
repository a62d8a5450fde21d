import { type Document, serialize } from 'bson';
import { Raw } from './raw';
import { BsonType } from './types';

/** BSON bytes of a plain object. */
export function encode(object: Document): Buffer {
  const bytes = serialize(object, { ignoreUndefined: true });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export const nullValue = new Raw(BsonType.null, Buffer.alloc(0), 0, 0);
/** See `BsonType.undefined`. */
export const emptyArrayValue = new Raw(BsonType.undefined, Buffer.alloc(0), 0, 0);

export function intValue(number: number): Raw {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32LE(number, 0);
  return new Raw(BsonType.int, bytes, 0, 4);
}

export function longValue(number: bigint): Raw {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64LE(number, 0);
  return new Raw(BsonType.long, bytes, 0, 8);
}

export function doubleValue(number: number): Raw {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleLE(number, 0);
  return new Raw(BsonType.double, bytes, 0, 8);
}

export function dateValue(at: Date): Raw {
  return new Raw(BsonType.date, longValue(BigInt(at.getTime())).bytes, 0, 8);
}

export function objectIdValue(id: Uint8Array): Raw {
  return new Raw(BsonType.objectId, Buffer.from(id), 0, 12);
}

export function decimalValue(bytes: Uint8Array): Raw {
  return new Raw(BsonType.decimal, Buffer.from(bytes), 0, 16);
}
