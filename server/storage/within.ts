import type { Connection, Model, mongo } from 'mongoose';
import { native } from './collection';

/** What of the store somebody may touch: all of it, or rows of these areas, organisations or groups. */
export type Bounds =
  | 'everything'
  | { readonly areas: readonly string[] }
  | { readonly organisations: readonly string[] }
  | { readonly groups: readonly string[] };

/**
 * Which field of a row says where it belongs; one with several places is seen from each of them and made only by who has all. A row
 * without a field for a kind of bounds is invisible within them.
 */
export type Places<T> = { readonly area?: keyof T & string; readonly organisation?: keyof T & string; readonly group?: keyof T & string };

/** Whether somebody sees all of an area: what tells of the whole of it is not for those who see a part. */
export function coversArea(bounds: Bounds, area: string): boolean {
  return bounds === 'everything' || ('areas' in bounds && bounds.areas.includes(area));
}

/** A row that somebody tried to write outside their bounds: a fault of the program, since pages offer only what lies inside. */
export class OutOfBounds extends Error {
  override readonly name = 'OutOfBounds';
}

type Filter<T> = mongo.Filter<T>;
type Found = { readonly sort?: Readonly<Record<string, 1 | -1>>; readonly limit?: number; readonly skip?: number };

/** A collection as one member of staff may use it. There is no way round the bounds: every operation takes them along. */
export type RowsWithin<T> = {
  find(filter: Filter<T>, options?: Found): Promise<readonly T[]>;
  findOne(filter: Filter<T>): Promise<T | undefined>;
  count(filter: Filter<T>): Promise<number>;
  insert(rows: readonly T[]): Promise<void>;
  /** The number of rows that were found. An update may not move a row to another place. */
  update(filter: Filter<T>, update: mongo.UpdateFilter<T>): Promise<number>;
  remove(filter: Filter<T>): Promise<number>;
};

/**
 * The door through which staff reach a collection. Console code imports these (`…Within`) and never the collection itself,
 * which `tests/check/scope.test.ts` sees to: a query without a scope does not compile.
 */
export function within<T extends mongo.Document & { readonly _id: string }>(
  rows: (db: Connection) => Model<T>,
  places: Places<T>,
): (db: Connection, bounds: Bounds) => RowsWithin<T> {
  return (db, bounds) => {
    const all = native(rows(db));
    const bounded = (filter: Filter<T>): Filter<T> =>
      bounds === 'everything' ? filter : ({ $and: [boundary(bounds, places), filter] } as Filter<T>); // the driver's type wants ids twice
    return {
      find: (filter, options = {}) => all.find<T>(bounded(filter), options).toArray(),
      findOne: async (filter) => (await all.findOne<T>(bounded(filter))) ?? undefined,
      count: (filter) => all.countDocuments(bounded(filter)),
      insert: async (added) => {
        if (!added.every((row) => isInside(row, bounds, places))) throw new OutOfBounds('a new row lies outside its writer’s bounds');
        if (added.length > 0) await all.insertMany(added as mongo.OptionalUnlessRequiredId<T>[]);
      },
      update: async (filter, update) => {
        if (bounds !== 'everything' && moves(update, places)) throw new OutOfBounds('an update moves a row to another place');
        return (await all.updateMany(bounded(filter), update)).matchedCount;
      },
      remove: async (filter) => (await all.deleteMany(bounded(filter))).deletedCount,
    };
  };
}

function boundary<T>(bounds: Exclude<Bounds, 'everything'>, places: Places<T>): Filter<T> {
  const [field, ids] = fieldOf(bounds, places);
  return { [field ?? '_id']: { $in: field === undefined ? [] : [...ids] } } as Filter<T>; // the field is one of T's own
}

function isInside<T>(row: T, bounds: Bounds, places: Places<T>): boolean {
  if (bounds === 'everything') return true;
  const [field, ids] = fieldOf(bounds, places);
  const value: unknown = field === undefined ? undefined : row[field];
  const held: readonly unknown[] = Array.isArray(value) ? value : [value];
  return held.length > 0 && held.every((place) => typeof place === 'string' && ids.includes(place));
}

function fieldOf<T>(bounds: Exclude<Bounds, 'everything'>, places: Places<T>) {
  if ('areas' in bounds) return [places.area, bounds.areas] as const;
  if ('organisations' in bounds) return [places.organisation, bounds.organisations] as const;
  return [places.group, bounds.groups] as const;
}

function moves<T>(update: mongo.UpdateFilter<T>, places: Places<T>): boolean {
  const fields = new Set<string>(Object.values(places));
  return Object.values(update).some((change) => Object.keys(change ?? {}).some((field) => fields.has(field)));
}
