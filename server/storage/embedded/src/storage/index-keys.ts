import { identical } from '../bson/compare';
import { KeyWriter } from '../bson/key';
import { emptyArrayValue } from '../bson/make';
import { field, itemsOf, type Raw } from '../bson/raw';
import { BsonType } from '../bson/types';
import { CommandError } from '../errors';
import type { Path } from '../query/path';

export interface KeyPattern {
  readonly name: string;
  readonly paths: readonly Path[];
  readonly directions: readonly (1 | -1)[];
  readonly sparse: boolean;
  /** The fields of a document that decide its keys; `undefined` when that is not known. */
  readonly reads: readonly Buffer[] | undefined;
}

export interface IndexKeys {
  readonly keys: readonly Buffer[];
  /** Which of the index's fields were reached through an array. */
  readonly throughArray: readonly boolean[];
}

interface Cursor {
  readonly value: Raw | undefined;
  readonly depth: number;
  readonly done: boolean;
  readonly missing: boolean;
  readonly throughArray: boolean;
}

const writer = new KeyWriter();

/** Whether two documents have the same keys for certain: the fields that decide them are the same. */
export function sameKeys({ reads }: KeyPattern, before: Raw, after: Raw): boolean {
  return reads?.every((name) => sameField(before, after, name)) ?? false;
}

function sameField(before: Raw, after: Raw, name: Buffer): boolean {
  const [a, b] = [field(before, name), field(after, name)];
  return a === undefined || b === undefined ? a === b : identical(a, b);
}

/** The keys under which an index holds a document: one, or one for each element of the array it goes through. */
export function indexKeys(pattern: KeyPattern, document: Raw): IndexKeys {
  const start = pattern.paths.map(() => ({ value: document, depth: 0, done: false, missing: false, throughArray: false }));
  const found: Cursor[][] = [];
  expand(pattern, start, found);
  if (pattern.sparse && found.every((cursors) => cursors.every(({ missing }) => missing))) return { keys: [], throughArray: [] };
  const [only] = found;
  if (found.length === 1 && only !== undefined)
    return { keys: [encodeKey(pattern, only)], throughArray: only.map((one) => one.throughArray) };
  const distinct = new Map(found.map((cursors) => encodeKey(pattern, cursors)).map((key) => [key.toString('latin1'), key]));
  return {
    keys: [...distinct.values()],
    throughArray: pattern.paths.map((_, index) => found.some((cursors) => cursors[index]?.throughArray)),
  };
}

function encodeKey({ directions }: KeyPattern, cursors: readonly Cursor[]): Buffer {
  writer.reset();
  for (const [index, { value }] of cursors.entries()) writer.add(value, directions[index] ?? 1);
  return writer.done();
}

function expand(pattern: KeyPattern, cursors: readonly Cursor[], found: Cursor[][]): void {
  const advanced = cursors.map((cursor, index) => advance(cursor, pattern.paths[index]));
  const blocked = advanced.filter(({ done }) => !done).map(({ value }) => value);
  const [array] = blocked;
  if (array === undefined) {
    found.push(advanced);
    return;
  }
  if (blocked.some((value) => value?.start !== array.start)) {
    throw new CommandError('CannotIndexParallelArrays', `cannot index parallel arrays in ${pattern.name}`);
  }
  const items = itemsOf(array);
  for (const item of items.length === 0 ? [emptyArrayValue] : items) {
    const next = advanced.map((cursor, index) => (cursor.done ? cursor : enter(cursor, item, pattern.paths[index])));
    expand(pattern, next, found);
  }
}

/** Follows a path as far as no array is in the way. */
function advance(cursor: Cursor, path: Path | undefined): Cursor {
  if (cursor.done) return cursor;
  let { value, depth } = cursor;
  for (const part of path?.parts.slice(depth) ?? []) {
    if (value?.type === BsonType.array) {
      const chosen: Raw | undefined = part.position < 0 ? undefined : itemsOf(value)[part.position];
      if (chosen === undefined) return { ...cursor, value, depth };
      value = chosen;
    } else {
      value = value?.type === BsonType.object ? field(value, part.name) : undefined;
      if (value === undefined) return { ...cursor, value, depth, done: true, missing: true };
    }
    depth++;
  }
  return { ...cursor, value, depth, done: value?.type !== BsonType.array };
}

/** Continues inside one element of the array. */
function enter(cursor: Cursor, item: Raw, path: Path | undefined): Cursor {
  const inside = { ...cursor, throughArray: true };
  if (cursor.depth === path?.parts.length) return { ...inside, value: item, done: true };
  if (item.type === BsonType.object) return { ...inside, value: item };
  return { ...inside, value: undefined, done: true, missing: true };
}
