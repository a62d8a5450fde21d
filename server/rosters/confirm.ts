import { mongo } from 'mongoose';
import { dayOf } from '../reach/period';
import { recordAct } from '../staff/audit';
import { native } from '../storage/collection';
import { type RosterImport, rosterImports } from '../storage/collections/roster-imports';
import { findStandingBasis } from './bases';
import { type CodedRow, codeList } from './code-list';
import { type Confirmation, isListedAgain } from './decisions';
import { findStaged } from './dry-run';
import { enterRows } from './enter-rows';
import { judgeRows } from './judge-rows';
import type { JudgedRow } from './judged-row';
import { loadStored } from './load-stored';
import { rememberMappings } from './mapping/propose-mapping';
import type { RosterDeps, RosterWords } from './roster-deps';
import type { Staged } from './staged';
import { undoAbandoned } from './undo';

export type Confirmed = { readonly list: Buffer; readonly made: number; readonly listedAgain: number; readonly leftOut: number };

/** Each is a key of `notConfirmed` in `rosters.json`. */
export type NotConfirmed = 'gone' | 'busy' | 'changed' | 'basisNotStanding';

/**
 * Makes a code for everybody who is new and hands out the name–code list, once: nothing of it stays here but what a standing
 * basis allows. Nothing is written when the store has changed since the dry run so that a row would fare otherwise.
 */
export async function confirm(
  deps: RosterDeps & RosterWords,
  confirmation: Confirmation,
): Promise<{ readonly confirmed: Confirmed } | { readonly notConfirmed: NotConfirmed }> {
  const { id, now } = confirmation;
  const found = await findStaged(deps, id, now);
  if (found === undefined) return { notConfirmed: 'gone' };
  const { row, staged } = found;
  const basis = row.basis === undefined ? undefined : await findStandingBasis(deps.db, row.basis, row.organisation, dayOf(now));
  if (row.basis !== undefined && basis === undefined) return { notConfirmed: 'basisNotStanding' };
  if (!(await begin(deps, row, now))) return { notConfirmed: 'busy' };

  const stored = await loadStored(deps, staged.place, staged.rows, basis !== undefined, now);
  const judged = stored === undefined ? [] : await judgeRows(staged.rows, stored);
  if (stored === undefined || hasChanged(judged, staged)) {
    await goBack(deps, row);
    return { notConfirmed: 'changed' };
  }
  const entered = await enterRows(deps, { row, judged, basis, stored, confirmation });
  await rememberMappings(deps, row, staged.mappings, now);
  const names = new Map([...stored.groups.values()].map(({ _id, name }) => [_id, name]));
  const list = await codeList(entered, names, deps);
  await finish(deps, row, confirmation);
  return { confirmed: { list, ...countEntered(entered, confirmation.decisions) } };
}

/** The index `one-confirming` lets one roster of an organisation through; one that a crash left behind is undone first. */
async function begin(deps: RosterDeps, { _id, organisation }: RosterImport, now: Date): Promise<boolean> {
  await undoAbandoned(deps, now);
  try {
    const update = { $set: { state: 'confirming' as const, confirmedAt: now }, $unset: { expiresAt: '' as const } };
    return (await native(rosterImports(deps.db)).updateOne({ _id, organisation, state: 'staged' }, update)).modifiedCount === 1;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === 11_000) return false;
    throw error;
  }
}

async function goBack({ db }: RosterDeps, { _id, organisation, expiresAt }: RosterImport): Promise<void> {
  const back = {
    $set: { state: 'staged' as const, ...(expiresAt === undefined ? {} : { expiresAt }) },
    $unset: { confirmedAt: '' as const },
  };
  await native(rosterImports(db)).updateOne({ _id, organisation, state: 'confirming' }, back);
}

async function finish({ db, keys }: RosterDeps, { _id, organisation }: RosterImport, { actor, now }: Confirmation): Promise<void> {
  const done = { $set: { state: 'confirmed' as const }, $unset: { staged: '' as const } };
  await native(rosterImports(db)).updateOne({ _id, organisation, state: 'confirming' }, done);
  await recordAct(db, keys.of('audit'), { at: now, actor, action: 'roster-confirmed', subject: _id });
}

function hasChanged(judged: readonly JudgedRow[], { counts }: Staged): boolean {
  const count = (status: JudgedRow['status']) => judged.filter((one) => one.status === status).length;
  return (['new', 'matched', 'probable', 'broken'] as const).some((status) => count(status) !== counts[status]);
}

function countEntered(entered: readonly CodedRow[], decisions: Confirmation['decisions']): Omit<Confirmed, 'list'> {
  const made = entered.filter(({ code }) => code !== undefined).length;
  const again = entered.filter(({ judged }) => isListedAgain(judged, decisions)).length;
  return { made, listedAgain: again, leftOut: entered.length - made - again };
}
