import { ulid } from 'ulid';
import { dayOf } from '../reach/period';
import { recordAct } from '../staff/audit';
import { native } from '../storage/collection';
import type { RosterBasis } from '../storage/collections/roster-bases';
import { type RosterCounts, type RosterImport, rosterImports } from '../storage/collections/roster-imports';
import { findStandingBasis } from './bases';
import { judgeRows } from './judge-rows';
import { countRows, type JudgedRow } from './judged-row';
import { foldGroup, loadStored } from './load-stored';
import { columnOf, type SheetMapping } from './mapping/map-sheet';
import type { RosterFile } from './reading/roster-file';
import { type RosterDeps, type RosterPlace, stagedForMs } from './roster-deps';
import { listRows } from './rows/list-rows';
import type { SkippedRow } from './rows/listed-row';
import { openStaged, type Staged, sealStaged } from './staged';

export type RosterRequest = {
  readonly place: RosterPlace;
  readonly actor: string;
  readonly file: RosterFile;
  readonly mappings: readonly SheetMapping[];
  readonly basis?: string; // without one nothing of a row is kept
  readonly now: Date;
};

export type DryRun = {
  readonly id: string;
  readonly counts: RosterCounts;
  readonly rows: readonly JudgedRow[];
  readonly skipped: readonly SkippedRow[];
  readonly hidden: readonly string[];
  readonly unread: readonly { readonly sheet: string; readonly heading: string }[]; // columns that are not used, and never kept
  readonly unknownGroups: readonly string[]; // named in the list, to be made first
};

/** Each is a key of `notTried` in `rosters.json`. */
export type NotTried = 'noPlace' | 'noNameColumn' | 'nobodyListed' | 'basisNotStanding';

/**
 * What a roster would do. Nothing of it is written but the list itself, sealed and for a day; `confirm` takes it from there.
 */
export async function dryRun(deps: RosterDeps, request: RosterRequest): Promise<DryRun | { readonly notTried: NotTried }> {
  const listed = await listAll(request);
  if (listed === undefined) return { notTried: 'noNameColumn' };
  const basis = await standingBasis(deps, request);
  if (basis === 'none') return { notTried: 'basisNotStanding' };
  const stored = await loadStored(deps, request.place, listed.rows, basis !== undefined, request.now);
  if (stored === undefined) return { notTried: 'noPlace' };
  if (listed.rows.length === 0) return { notTried: 'nobodyListed' };

  const rows = await judgeRows(listed.rows, stored);
  const counts = countRows(rows, listed.skipped);
  const staged = { ...listed, place: request.place, mappings: request.mappings, hidden: request.file.hidden, counts };
  const id = await stage(deps, request, staged, stored.organisation.area);
  return toDryRun(id, staged, rows);
}

/** A dry run that is still waiting, judged anew, for another look at it. */
export async function readDryRun(deps: RosterDeps, id: string, now: Date): Promise<DryRun | undefined> {
  const found = await findStaged(deps, id, now);
  if (found === undefined) return undefined;
  const stored = await loadStored(deps, found.staged.place, found.staged.rows, found.row.basis !== undefined, now);
  return stored === undefined ? undefined : toDryRun(id, found.staged, await judgeRows(found.staged.rows, stored));
}

/** What waits under an id, opened; `undefined` once it is confirmed or a day old. */
export async function findStaged({ db, keys }: RosterDeps, id: string, now: Date) {
  const row = await native(rosterImports(db)).findOne<RosterImport>({ _id: id, expiresAt: { $gt: now } });
  if (row?.staged === undefined) return undefined;
  const staged = await openStaged(keys, row.staged);
  return staged === undefined ? undefined : { row, staged };
}

export function toDryRun(id: string, { mappings, skipped, hidden }: Staged, rows: readonly JudgedRow[]): DryRun {
  const unread = mappings.flatMap(({ sheet, columns }) =>
    columns.flatMap(({ field, heading }) => (field === undefined && heading !== '' ? [{ sheet, heading }] : [])),
  );
  const unknown = rows.flatMap(({ reason, row }) => (reason === 'unknownGroup' && row.group !== undefined ? [row.group] : []));
  return { id, counts: countRows(rows, skipped), rows, skipped, hidden, unread, unknownGroups: onePerGroup(unknown) };
}

async function listAll({ file, mappings }: RosterRequest): Promise<Pick<Staged, 'rows' | 'skipped'> | undefined> {
  const usable = mappings.filter((mapping) => (['fullName', 'givenName'] as const).some((field) => columnOf(mapping, field) !== undefined));
  if (usable.length === 0) return undefined;
  const sheets = usable.flatMap((mapping) => file.sheets.filter(({ name }) => name === mapping.sheet).map((sheet) => ({ sheet, mapping })));
  const lists = await Promise.all(sheets.map(({ sheet, mapping }) => listRows(sheet, mapping)));
  return { rows: lists.flatMap(({ rows }) => rows), skipped: lists.flatMap(({ skipped }) => skipped) };
}

function standingBasis({ db }: RosterDeps, { basis, place, now }: RosterRequest): Promise<RosterBasis | 'none' | undefined> | undefined {
  return basis === undefined ? undefined : findStandingBasis(db, basis, place.organisation, dayOf(now)).then((found) => found ?? 'none');
}

async function stage({ db, keys }: RosterDeps, { place, actor, basis, now }: RosterRequest, staged: Staged, area: string): Promise<string> {
  const _id = ulid(now.getTime());
  await native(rosterImports(db)).insertOne({
    _id,
    area,
    ...place,
    actor,
    state: 'staged',
    counts: staged.counts,
    ...(basis === undefined ? {} : { basis }),
    staged: await sealStaged(keys, staged),
    stagedAt: now,
    expiresAt: new Date(now.getTime() + stagedForMs),
  });
  await recordAct(db, keys.of('audit'), { at: now, actor, action: 'roster-staged', subject: _id });
  return _id;
}

/** A class that a list spells in several ways, "10A1", "10 a1", "Lớp 10A1", is one: the first spelling names it. */
function onePerGroup(names: readonly string[]): readonly string[] {
  const byGroup = new Map<string, string>();
  for (const name of names) if (!byGroup.has(foldGroup(name))) byGroup.set(foldGroup(name), name);
  return [...byGroup.values()];
}
