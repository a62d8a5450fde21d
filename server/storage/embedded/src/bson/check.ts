import { CommandError } from '../errors';
import { BsonType, isStorable } from './types';

const deepest = 180;

/** Walks a document from hostile hands once, so that every later reader may trust its lengths. Returns where it ends. */
export function checkDocument(bytes: Buffer, start: number, limit: number, depth = 0): number {
  if (depth > deepest) throw invalid('nested too deeply');
  if (start + 5 > limit) throw invalid('a document is cut short');
  const size = bytes.readInt32LE(start);
  const end = start + size;
  if (size < 5 || end > limit) throw invalid('a length points outside the message');
  if (bytes[end - 1] !== 0) throw invalid('a document has no end');
  let at = start + 4;
  while (at < end - 1) {
    const type = bytes[at] ?? 0;
    if (!isStorable(type)) throw invalid(`type ${type} is unknown or no longer in use`);
    at = checkValue(bytes, { type, at: textEnd(bytes, at + 1, end - 1) + 1, limit: end - 1, depth });
  }
  if (at !== end - 1) throw invalid('a value runs over the end of its document');
  return end;
}

interface Place {
  readonly type: number;
  readonly at: number;
  readonly limit: number;
  readonly depth: number;
}

function checkValue(bytes: Buffer, { type, at, limit, depth }: Place): number {
  switch (type) {
    case BsonType.object:
    case BsonType.array:
      return checkDocument(bytes, at, limit, depth + 1);
    case BsonType.string:
      return checkString(bytes, at, limit);
    case BsonType.binary:
      return within(at + 5 + lengthAt(bytes, at, limit), limit);
    case BsonType.regex:
      return textEnd(bytes, textEnd(bytes, at, limit) + 1, limit) + 1;
    default:
      return within(at + fixedSize(type), limit);
  }
}

function checkString(bytes: Buffer, at: number, limit: number): number {
  const length = lengthAt(bytes, at, limit);
  const end = within(at + 4 + length, limit);
  if (length < 1 || bytes[end - 1] !== 0) throw invalid('a string has no end');
  return end;
}

function fixedSize(type: number): number {
  switch (type) {
    case BsonType.objectId:
      return 12;
    case BsonType.boolean:
      return 1;
    case BsonType.int:
      return 4;
    case BsonType.decimal:
      return 16;
    case BsonType.double:
    case BsonType.date:
    case BsonType.timestamp:
    case BsonType.long:
      return 8;
    default:
      return 0;
  }
}

function lengthAt(bytes: Buffer, at: number, limit: number): number {
  within(at + 4, limit);
  const length = bytes.readInt32LE(at);
  if (length < 0) throw invalid('a length is negative');
  return length;
}

function textEnd(bytes: Buffer, at: number, limit: number): number {
  let cursor = at;
  while (cursor < limit && bytes[cursor] !== 0) cursor++;
  if (cursor >= limit) throw invalid('a name has no end');
  return cursor;
}

function within(end: number, limit: number): number {
  if (end > limit) throw invalid('a length points outside its document');
  return end;
}

function invalid(why: string): CommandError {
  return new CommandError('InvalidBSON', `invalid BSON: ${why}`);
}
