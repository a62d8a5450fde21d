import { BsonType } from './types';

/** A BSON value where it lies, undecoded: reading, comparing and copying it never changes its type. */
export class Raw {
  constructor(
    readonly type: number,
    readonly bytes: Buffer,
    readonly start: number,
    readonly end: number,
  ) {}
}

export interface Field {
  readonly name: string;
  readonly value: Raw;
}

/** Whole bytes of one checked BSON document. */
export function documentOf(bytes: Buffer): Raw {
  return new Raw(BsonType.object, bytes, 0, bytes.length);
}

/** The document's own bytes, without a copy. */
export function bytesOf(value: Raw): Buffer {
  return value.start === 0 && value.end === value.bytes.length ? value.bytes : value.bytes.subarray(value.start, value.end);
}

/** Where a value ends. Only for bytes that passed `checkDocument`. */
export function valueEnd(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case BsonType.double:
    case BsonType.date:
    case BsonType.timestamp:
    case BsonType.long:
      return at + 8;
    case BsonType.string:
      return at + 4 + bytes.readInt32LE(at);
    case BsonType.object:
    case BsonType.array:
      return at + bytes.readInt32LE(at);
    case BsonType.binary:
      return at + 5 + bytes.readInt32LE(at);
    case BsonType.objectId:
      return at + 12;
    case BsonType.boolean:
      return at + 1;
    case BsonType.int:
      return at + 4;
    case BsonType.decimal:
      return at + 16;
    case BsonType.regex:
      return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1;
    default:
      return at;
  }
}

/** The value of a field, found by the bytes of its name. */
export function field(document: Raw, name: Uint8Array): Raw | undefined {
  const { bytes } = document;
  const last = document.end - 1;
  let at = document.start + 4;
  while (at < last) {
    const type = bytes[at] ?? 0;
    let cursor = at + 1;
    let same = 0;
    while (same < name.length && bytes[cursor] === name[same]) {
      cursor++;
      same++;
    }
    const found = same === name.length && bytes[cursor] === 0;
    while (bytes[cursor] !== 0) cursor++;
    const end = valueEnd(bytes, type, cursor + 1);
    if (found) return new Raw(type, bytes, cursor + 1, end);
    at = end;
  }
  return undefined;
}

export function fieldsOf(document: Raw): Field[] {
  const fields: Field[] = [];
  const { bytes } = document;
  const last = document.end - 1;
  let at = document.start + 4;
  while (at < last) {
    const type = bytes[at] ?? 0;
    let cursor = at + 1;
    while (bytes[cursor] !== 0) cursor++;
    const end = valueEnd(bytes, type, cursor + 1);
    fields.push({ name: nameIn(bytes, at + 1, cursor), value: new Raw(type, bytes, cursor + 1, end) });
    at = end;
  }
  return fields;
}

const namesSeen: string[] = new Array(1024).fill('');

/** Field names repeat without end, and telling that a name is the one seen before is much cheaper than decoding it. */
function nameIn(bytes: Buffer, start: number, end: number): string {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
  const slot = hash & (namesSeen.length - 1);
  const seen = namesSeen[slot] ?? '';
  if (isAt(seen, bytes, start, end)) return seen;
  const name = bytes.toString('utf8', start, end);
  namesSeen[slot] = name;
  return name;
}

/** Only names in ASCII are as long as their bytes, so another one is never taken for seen. */
function isAt(name: string, bytes: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let at = start; at < end; at++) if (name.charCodeAt(at - start) !== bytes[at]) return false;
  return true;
}

/** The values of an array or a document, in order. */
export function itemsOf(list: Raw): Raw[] {
  const items: Raw[] = [];
  const { bytes } = list;
  const last = list.end - 1;
  let at = list.start + 4;
  while (at < last) {
    const type = bytes[at] ?? 0;
    let cursor = at + 1;
    while (bytes[cursor] !== 0) cursor++;
    const end = valueEnd(bytes, type, cursor + 1);
    items.push(new Raw(type, bytes, cursor + 1, end));
    at = end;
  }
  return items;
}

export function firstName(document: Raw): string {
  const end = document.bytes.indexOf(0, document.start + 5);
  return document.end - document.start <= 5 ? '' : document.bytes.toString('utf8', document.start + 5, end);
}

/** The text of a string value; `undefined` for anything else. */
export function textOf(value: Raw | undefined): string | undefined {
  return value?.type === BsonType.string ? value.bytes.toString('utf8', value.start + 4, value.end - 1) : undefined;
}

/** True when the document is a set of operators, like `{$gt: 1}`. */
export function hasOperators(value: Raw): boolean {
  return value.type === BsonType.object && value.end - value.start > 5 && value.bytes[value.start + 5] === 0x24;
}

export function isNull(value: Raw | undefined): boolean {
  return value === undefined || value.type === BsonType.null;
}
