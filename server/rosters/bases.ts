import type { Connection } from 'mongoose';
import { ulid } from 'ulid';
import type { Keys } from '../keys';
import { dayOf } from '../reach/period';
import { recordAct } from '../staff/audit';
import { native } from '../storage/collection';
import { keptParts, type RosterBasis, rosterBases } from '../storage/collections/roster-bases';

export { keptParts, type RosterBasis };

import { rosterEntries } from '../storage/collections/roster-entries';
import { findPlace } from './load-stored';

type Store = { readonly db: Connection; readonly keys: Keys };
export type BasisForm = Pick<RosterBasis, 'organisation' | 'document' | 'signer' | 'purpose' | 'notice' | 'keeps' | 'keepUntil'>;
type Act = { readonly actor: string; readonly now: Date };

/** Writes down why an organisation's names or phones may be kept. Until a data officer approves it nothing may be. `undefined`: no place to list. */
export async function recordBasis(deps: Store, form: BasisForm, { actor, now }: Act): Promise<string | undefined> {
  const place = await findPlace(deps, { organisation: form.organisation }, dayOf(now));
  if (place === undefined) return undefined;
  const _id = ulid(now.getTime());
  await rosterBases(deps.db).create({ _id, area: place.organisation.area, ...form, recordedBy: actor, recordedAt: now });
  await recordAct(deps.db, deps.keys.of('audit'), { at: now, actor, action: 'roster-basis-recorded', subject: _id });
  return _id;
}

/** The decision of a data officer, made once and never on what they recorded themselves: `false` when it cannot be made. */
export async function decideBasis(
  { db, keys }: Store,
  basis: string,
  decision: 'approved' | 'refused',
  { actor, now }: Act,
): Promise<boolean> {
  const result = await native(rosterBases(db)).updateOne(
    { _id: basis, recordedBy: { $ne: actor }, decision: { $exists: false } },
    { $set: { decision, decidedBy: actor, decidedAt: now } },
  );
  if (result.modifiedCount === 0) return false;
  await recordAct(db, keys.of('audit'), { at: now, actor, action: 'roster-basis-decided', subject: basis });
  return true;
}

/** Ends a basis: what was kept under it is forgotten before this resolves. */
export async function withdrawBasis({ db, keys }: Store, basis: string, { actor, now }: Act): Promise<boolean> {
  const found = await native(rosterBases(db)).updateOne({ _id: basis, withdrawnAt: { $exists: false } }, { $set: { withdrawnAt: now } });
  await native(rosterEntries(db)).updateMany({ basis }, forgotten);
  if (found.modifiedCount === 0) return false;
  await recordAct(db, keys.of('audit'), { at: now, actor, action: 'roster-basis-withdrawn', subject: basis });
  return true;
}

/** The basis if names or phones of this organisation may be kept under it today. */
export async function findStandingBasis(
  db: Connection,
  basis: string,
  organisation: string,
  today: string,
): Promise<RosterBasis | undefined> {
  const found = await native(rosterBases(db)).findOne({ _id: basis, organisation, decision: 'approved', withdrawnAt: { $exists: false } });
  return found === null || found.keepUntil < today ? undefined : found;
}

/** The bases under which names or phones of this organisation may be kept today. */
export async function standingBases(db: Connection, organisation: string, today: string): Promise<readonly RosterBasis[]> {
  const approved = { organisation, decision: 'approved' as const, withdrawnAt: { $exists: false } };
  const found = await native(rosterBases(db))
    .find(approved, { sort: { recordedAt: -1 } })
    .toArray();
  return found.filter(({ keepUntil }) => keepUntil >= today);
}

/** Forgets what its basis allowed to be kept until now; for the retention job. Answers how many entries. */
export async function forgetDueEntries(db: Connection, now: Date): Promise<number> {
  return (await native(rosterEntries(db)).updateMany({ deleteAfter: { $lte: now } }, forgotten)).modifiedCount;
}

/** An entry without anything of the row that it stands for. */
export const forgotten = { $unset: { sealed: '', match: '', basis: '', deleteAfter: '' } } as const;
