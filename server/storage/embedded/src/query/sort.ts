import { compare } from '../bson/compare';
import { emptyArrayValue } from '../bson/make';
import { numberOf } from '../bson/numbers';
import { field, fieldsOf, type Raw } from '../bson/raw';
import { BsonType } from '../bson/types';
import { badValue, unsupported } from '../errors';
import { type Path, pathOf, valuesAt } from './path';

export interface SortKey {
  readonly path: Path;
  readonly direction: 1 | -1;
}

export type Sort = readonly SortKey[];

export function sortOf(spec: Raw | undefined): Sort {
  if (spec === undefined) return [];
  if (spec.type !== BsonType.object) throw badValue('a sort must be an object');
  return fieldsOf(spec).map(({ name, value }) => {
    if (value.type === BsonType.object) throw unsupported('$meta in a sort');
    if (name.startsWith('$')) throw unsupported(`sorting by ${name}`);
    const direction = numberOf(value);
    if (direction !== 1 && direction !== -1) throw badValue('$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return { path: pathOf(name), direction };
  });
}

/** What a document is sorted by: of an array its least element, or its greatest in a descending sort. */
export function sortValues(document: Raw, sort: Sort): (Raw | undefined)[] {
  return sort.map(({ path, direction }) => {
    const [only] = path.parts;
    const direct = path.parts.length === 1 && only !== undefined ? field(document, only.name) : undefined;
    if (direct !== undefined && direct.type !== BsonType.array) return direct;
    const values = valuesAt(document, path);
    if (values.length === 0) return emptyArrayValue;
    return values.reduce((best, value) => (compare(value, best) * direction < 0 ? value : best));
  });
}

export function compareSorted(a: readonly (Raw | undefined)[], b: readonly (Raw | undefined)[], sort: Sort): number {
  for (const [index, { direction }] of sort.entries()) {
    const order = compare(a[index], b[index]) * direction;
    if (order !== 0) return order;
  }
  return 0;
}
