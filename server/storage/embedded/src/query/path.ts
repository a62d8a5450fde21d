import { field, itemsOf, type Raw } from '../bson/raw';
import { BsonType } from '../bson/types';

interface Part {
  readonly name: Buffer;
  /** The part as an array position, -1 when it is a name only. */
  readonly position: number;
}

export interface Path {
  readonly text: string;
  readonly parts: readonly Part[];
}

/** Where in the outermost array a condition was met: what `$` in an update stands for. */
export interface Hit {
  index: number;
}

export function pathOf(text: string): Path {
  const parts = text.split('.').map((part) => ({ name: Buffer.from(part), position: /^\d+$/.test(part) ? Number(part) : -1 }));
  return { text, parts };
}

interface Walk {
  readonly path: Path;
  /** Whether an array at the end of the path also offers its elements. */
  readonly elements: boolean;
  readonly test: (value: Raw | undefined) => boolean;
  readonly hit: Hit;
}

/** True when a value that the path reaches passes the test, arrays on the way being searched as MongoDB does. */
export function someValue(document: Raw, walk: Walk): boolean {
  return visit(document, 0, walk);
}

function visit(value: Raw | undefined, depth: number, walk: Walk): boolean {
  const part = walk.path.parts[depth];
  if (part === undefined) return visitLeaf(value, walk);
  if (value?.type === BsonType.object) {
    const next = field(value, part.name);
    return next === undefined ? walk.test(undefined) : visit(next, depth + 1, walk);
  }
  if (value?.type !== BsonType.array) return walk.test(undefined);
  const items = itemsOf(value);
  const chosen = part.position < 0 ? undefined : items[part.position];
  if (chosen !== undefined && visit(chosen, depth + 1, walk)) return true;
  return someItem(items, walk.hit, (item) => item.type === BsonType.object && visit(item, depth, walk));
}

function visitLeaf(value: Raw | undefined, walk: Walk): boolean {
  if (walk.elements && value?.type === BsonType.array && someItem(itemsOf(value), walk.hit, walk.test)) return true;
  return walk.test(value);
}

export function someItem(items: readonly Raw[], hit: Hit, test: (item: Raw) => boolean): boolean {
  for (const [index, item] of items.entries()) {
    if (!test(item)) continue;
    hit.index = index;
    return true;
  }
  return false;
}

/** Every value a path reaches, for sorting and `distinct`; a missing one is `undefined`. */
export function valuesAt(document: Raw, path: Path): (Raw | undefined)[] {
  const values: (Raw | undefined)[] = [];
  collect(document, 0, path, values);
  return values;
}

function collect(value: Raw | undefined, depth: number, path: Path, values: (Raw | undefined)[]): void {
  const part = path.parts[depth];
  if (part === undefined && value?.type === BsonType.array) values.push(...itemsOf(value));
  else if (part === undefined) values.push(value);
  else if (value?.type === BsonType.object) collect(field(value, part.name), depth + 1, path, values);
  else if (value?.type === BsonType.array) collectItems(itemsOf(value), depth, path, values);
  else values.push(undefined);
}

function collectItems(items: readonly Raw[], depth: number, path: Path, values: (Raw | undefined)[]): void {
  const position = path.parts[depth]?.position ?? -1;
  const chosen = position < 0 ? undefined : items[position];
  if (chosen !== undefined) collect(chosen, depth + 1, path, values);
  else for (const item of items) if (item.type === BsonType.object) collect(item, depth, path, values);
}
