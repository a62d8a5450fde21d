import { isDeepStrictEqual } from 'node:util';
import type { Connection, mongo } from 'mongoose';
import { addDays } from '../../reach/period';
import { native } from '../../storage/collection';
import { type Group, groups } from '../../storage/collections/groups';
import { joinCodes } from '../../storage/collections/join-codes';
import { type Organisation, organisations } from '../../storage/collections/organisations';
import { type PlaceImport, type PlaceRow, placeImportPages, placeImports } from '../../storage/collections/place-imports';
import type { Bounds } from '../../storage/within';
import { endOf } from '../group-codes';
import { pageId, rowsPerPage, undoForMs } from './stage';

export type ApplyDeps = { readonly db: Connection; readonly bounds: Bounds; readonly now: Date };
type Place = Organisation | Group;
type Work = { readonly from: Place | undefined; readonly to: Place | undefined; readonly id: string };

/**
 * Writes the right rows of a staged import; the wrong ones are left out. A row that somebody changed since, or that no longer
 * lies within the bounds, is let be. Done again after a stop, it goes on where it was.
 */
export async function confirmImport(deps: ApplyDeps, found: PlaceImport): Promise<PlaceImport> {
  const { db, now } = deps;
  if (found.state !== 'staged') return found;
  const expiresAt = new Date(now.getTime() + undoForMs);
  await native(placeImportPages(db)).updateMany({ import: found._id }, { $set: { expiresAt } });
  const left = await eachPage(db, found, (rows) =>
    apply(
      deps,
      found,
      rows.map(({ id, before, after }) => ({ id, from: before, to: after })),
    ),
  );
  if (found.kind === 'rollover') await endCodes(db, found);
  return finish(db, found, { state: 'confirmed', confirmedAt: now, left, expiresAt });
}

export function mayUndo({ state, confirmedAt }: PlaceImport, now: Date): boolean {
  return state === 'confirmed' && confirmedAt !== undefined && now.getTime() - confirmedAt.getTime() < undoForMs;
}

/** Takes an import back for 7 days. What is new goes unless it has codes or groups by now; what was changed again since stays. */
export async function undoImport(deps: ApplyDeps, found: PlaceImport): Promise<PlaceImport> {
  if (!mayUndo(found, deps.now)) return found;
  const left = await eachPage(deps.db, found, async (rows) => {
    const used = await inUse(
      deps.db,
      found,
      rows.filter(({ before }) => before === undefined).map(({ id }) => id),
    );
    const free = rows.filter(({ id }) => !used.has(id));
    return (
      used.size +
      (await apply(
        deps,
        found,
        free.map(({ id, before, after }) => ({ id, from: after, to: before })),
      ))
    );
  });
  return finish(deps.db, found, { state: 'undone', left, expiresAt: found.expiresAt });
}

/** The codes of classes that end open to nobody after their year. */
async function endCodes(db: Connection, found: PlaceImport): Promise<void> {
  await eachPage(db, found, async (rows) => {
    const operations = rows.flatMap(({ id, before, after }) =>
      before === undefined || after?.closedOn === undefined
        ? []
        : [{ updateMany: { filter: { group: id }, update: { $min: { expiresAt: endOf(addDays(after.closedOn, -1)) } } } }],
    );
    if (operations.length > 0) await native(joinCodes(db)).bulkWrite(operations, { ordered: false });
    return 0;
  });
}

async function eachPage(
  db: Connection,
  { _id, counts }: PlaceImport,
  work: (rows: readonly PlaceRow[]) => Promise<number>,
): Promise<number> {
  let left = 0;
  for (const status of ['new', 'changed'] as const) {
    for (let page = 1; (page - 1) * rowsPerPage < counts[status]; page += 1) {
      const found = await native(placeImportPages(db)).findOne({ _id: pageId(_id, status, page) });
      left += await work(found?.rows ?? []);
    }
  }
  return left;
}

/** How many rows were let be. */
async function apply({ db, bounds }: ApplyDeps, { kind }: PlaceImport, work: readonly Work[]): Promise<number> {
  const rows = (kind === 'organisations' ? native(organisations(db)) : native(groups(db))) as unknown as mongo.Collection<Place>; // both have text ids
  const there = new Map((await rows.find({ _id: { $in: work.map(({ id }) => id) } }).toArray()).map((row) => [row._id, row]));
  const todo = work.filter(({ id, from, to }) => {
    const now = there.get(id);
    return isDeepStrictEqual(now, from) && [from, to].every((place) => place === undefined || liesWithin(bounds, place));
  });
  const done = work.filter(({ id, to }) => isDeepStrictEqual(there.get(id), to)).length;
  if (todo.length > 0)
    await rows.bulkWrite(
      todo.map(({ id, to }) => writeOf(id, to)),
      { ordered: false },
    );
  return work.length - todo.length - done;
}

function writeOf(id: string, to: Place | undefined): mongo.AnyBulkWriteOperation<Place> {
  if (to === undefined) return { deleteMany: { filter: { _id: id } } };
  const { _id, ...replacement } = to;
  return { replaceOne: { filter: { _id: id }, replacement, upsert: true } };
}

function liesWithin(bounds: Bounds, place: Place): boolean {
  if (bounds === 'everything') return true;
  if ('areas' in bounds) return bounds.areas.includes(place.area);
  if ('organisations' in bounds) return bounds.organisations.includes('organisation' in place ? place.organisation : place._id);
  return bounds.groups.includes(place._id);
}

async function inUse(db: Connection, { kind }: PlaceImport, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const field = kind === 'organisations' ? 'organisation' : 'group';
  const coded = await native(joinCodes(db))
    .find({ [field]: { $in: [...ids] } }, { projection: { [field]: 1 } })
    .toArray();
  const grouped =
    kind === 'organisations'
      ? await native(groups(db))
          .find({ organisation: { $in: [...ids] } })
          .toArray()
      : [];
  return new Set([...coded.flatMap((row) => row[field] ?? []), ...grouped.map(({ organisation }) => organisation)]);
}

async function finish(db: Connection, found: PlaceImport, change: Partial<PlaceImport>): Promise<PlaceImport> {
  await native(placeImports(db)).updateOne({ _id: found._id, staff: found.staff }, { $set: change });
  return { ...found, ...change };
}
