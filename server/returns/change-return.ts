import type { mongo } from 'mongoose';
import { type ReturnAct, type ReturnValues, type UnitReturn, unitReturnsWithin } from '../storage/collections/unit-returns';
import type { ReturnDeps } from './ask-returns';

export type ReturnChanged = 'done' | 'not_found' | 'accepted_already' | 'not_sent' | 'own_work' | 'changed_meanwhile';

export type Sent = { readonly values: ReturnValues; readonly difficulties: string; readonly proposals: string };

/** What the unit did; sent again it replaces what was sent before, until somebody has accepted it. */
export function sendReturn(deps: ReturnDeps, id: string, { values, difficulties, proposals }: Sent): Promise<ReturnChanged> {
  return change(deps, id, 'sent', ({ state }) =>
    state === 'accepted' ? 'accepted_already' : { state: 'sent', values, difficulties, proposals },
  );
}

/** Back to its unit, with what is wrong. Also one that was accepted: it leaves the report's figures until it is sent again. */
export function returnForCorrection(deps: ReturnDeps, id: string, note: string): Promise<ReturnChanged> {
  return change(deps, id, 'returned', ({ state }) => (state === 'sent' || state === 'accepted' ? { state: 'returned' } : 'not_sent'), note);
}

/** Taken into the report's figures by somebody who did not send it. */
export function acceptReturn(deps: ReturnDeps, id: string): Promise<ReturnChanged> {
  return change(deps, id, 'accepted', (row) => {
    if (row.state !== 'sent') return 'not_sent';
    return sender(row) === deps.by ? 'own_work' : { state: 'accepted' };
  });
}

/** Writes down that these units were told again that their return is missing. The message itself is the office's own. */
export async function markReminded(deps: ReturnDeps, rows: readonly UnitReturn[]): Promise<number> {
  let marked = 0;
  for (const { _id } of rows) {
    const done = await change(deps, _id, 'reminded', ({ state }) => (state === 'accepted' || state === 'sent' ? 'accepted_already' : {}));
    if (done === 'done') marked += 1;
  }
  return marked;
}

function sender({ acts }: UnitReturn): string | undefined {
  return acts.findLast(({ did }) => did === 'sent')?.by;
}

type Update = Partial<Pick<UnitReturn, 'state' | 'values' | 'difficulties' | 'proposals'>>;

/** Every change is judged by the row as it is and written only onto that row. */
async function change(
  { db, bounds, by, now }: ReturnDeps,
  id: string,
  did: ReturnAct['did'],
  decide: (row: UnitReturn) => Update | ReturnChanged,
  note?: string,
): Promise<ReturnChanged> {
  const rows = unitReturnsWithin(db, bounds);
  const row = await rows.findOne({ _id: { $eq: id } });
  if (row === undefined) return 'not_found';
  const decided = decide(row);
  if (typeof decided === 'string') return decided;

  const act: ReturnAct = { at: now, by, did, ...(note === undefined ? {} : { note }) };
  const update = { $set: { ...decided, version: row.version + 1, acts: [...row.acts, act] } };
  const found = await rows.update({ _id: id, version: row.version }, update as mongo.UpdateFilter<UnitReturn>); // readonly fields, written whole
  return found === 1 ? 'done' : 'changed_meanwhile';
}
