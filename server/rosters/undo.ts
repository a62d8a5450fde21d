import { recordAct } from '../staff/audit';
import { native } from '../storage/collection';
import { groups } from '../storage/collections/groups';
import { joinCodes } from '../storage/collections/join-codes';
import { rosterEntries } from '../storage/collections/roster-entries';
import { type RosterImport, rosterImports } from '../storage/collections/roster-imports';
import { forgotten } from './bases';
import { type RosterDeps, undoForMs } from './roster-deps';

export type Undone = { readonly withdrawn: number; readonly inUse: number };

const perRead = 1_000;
const abandonedAfterMs = 10 * 60 * 1000;

/**
 * Takes a confirmed roster back within seven days: its codes are withdrawn and its entries removed. A code that somebody has
 * joined with stays theirs; what a basis kept of their row is forgotten all the same.
 */
export async function undo(
  deps: RosterDeps,
  id: string,
  { actor, now }: { readonly actor: string; readonly now: Date },
): Promise<Undone | undefined> {
  const { db, keys } = deps;
  const earliest = new Date(now.getTime() - undoForMs);
  const filter = { _id: id, $or: [{ state: 'confirmed' as const, confirmedAt: { $gt: earliest } }, { state: 'staged' as const }] };
  const row = await native(rosterImports(db)).findOne<RosterImport>(filter);
  if (row === null) return undefined;
  const undone = await takeBack(deps, row, now);
  await recordAct(db, keys.of('audit'), { at: now, actor, action: 'roster-undone', subject: id });
  return undone;
}

/** Undoes what a crash left half confirmed: its list never reached anybody, so its codes are nobody's. */
export async function undoAbandoned(deps: RosterDeps, now: Date): Promise<number> {
  const before = new Date(now.getTime() - abandonedAfterMs);
  const rows = await native(rosterImports(deps.db))
    .find<RosterImport>({ state: 'confirming', confirmedAt: { $lt: before } })
    .toArray();
  for (const row of rows) await takeBack(deps, row, now);
  return rows.length;
}

async function takeBack({ db }: RosterDeps, row: RosterImport, now: Date): Promise<Undone> {
  const entries = native(rosterEntries(db));
  const ids = (await entries.find({ import: row._id }, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
  const inUse: string[] = [];
  for (let start = 0; start < ids.length; start += perRead) inUse.push(...(await withdraw({ db }, ids.slice(start, start + perRead), now)));
  if (row.state === 'confirming') await withdrawOrphans({ db }, row, now);

  await entries.updateMany({ import: row._id }, forgotten);
  await entries.updateMany({ 'listings.import': row._id }, { $pull: { listings: { import: row._id } } });
  const last = { $set: { state: 'undone' as const, undoneAt: now }, $unset: { staged: '' as const, expiresAt: '' as const } };
  await native(rosterImports(db)).updateOne({ _id: row._id, organisation: row.organisation }, last);
  return { withdrawn: ids.length - inUse.length, inUse: inUse.length };
}

/** Answers those that somebody has claimed. A claim that comes between the two updates wins: only what is withdrawn loses its entry. */
async function withdraw({ db }: Pick<RosterDeps, 'db'>, ids: readonly string[], now: Date): Promise<readonly string[]> {
  const codes = native(joinCodes(db));
  await codes.updateMany({ _id: { $in: [...ids] }, claimedBy: { $exists: false } }, { $set: { withdrawnAt: now } });
  const claimed = await codes.find({ _id: { $in: [...ids] }, withdrawnAt: { $exists: false } }, { projection: { _id: 1 } }).toArray();
  const kept = new Set(claimed.map(({ _id }) => _id));
  await native(rosterEntries(db)).deleteMany({ _id: { $in: ids.filter((id) => !kept.has(id)) } });
  return [...kept];
}

/** Codes drawn just before the crash, whose entries were never written; a confirmation's codes all bear its moment. */
async function withdrawOrphans({ db }: Pick<RosterDeps, 'db'>, { organisation, confirmedAt }: RosterImport, now: Date): Promise<void> {
  if (confirmedAt === undefined) return;
  const own = await native(groups(db))
    .find({ organisation }, { projection: { _id: 1 } })
    .toArray();
  const filter = {
    group: { $in: own.map(({ _id }) => _id) },
    kind: 'roster' as const,
    createdAt: confirmedAt,
    claimedBy: { $exists: false },
  };
  await native(joinCodes(db)).updateMany(filter, { $set: { withdrawnAt: now } });
}
