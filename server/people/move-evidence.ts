import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import type { Ledger } from '../reach/ledger';
import { movedRows, type Owner } from '../reach/moved-rows';
import { native } from '../storage/collection';
import { evidenceRows, type StoredEvidence } from '../storage/collections/evidence';
import { getOrCreatePeople } from './person';

export type MoveDeps = { readonly db: Connection; readonly keys: Keys; readonly ledger: Ledger; readonly now: () => Date };

export type Moving = {
  readonly id: string; // names the move: moving again makes the same rows
  readonly from: string;
  readonly to: string;
  readonly at: Date;
  readonly only?: ReadonlySet<string>;
};

/** What one pseudonym has in the ledger counts as another's from here on. May be run again; of somebody erased meanwhile nothing moves. */
export async function moveEvidence({ db, keys, ledger, now }: MoveDeps, { from, to, ...about }: Moving): Promise<void> {
  const known = await getOrCreatePeople(db, keys, [from, to], now());
  const [giver, taker]: readonly (Owner | undefined)[] = [known.get(from), known.get(to)];
  if (giver === undefined || taker === undefined) return;
  await ledger.append(movedRows({ ...about, keys, rows: await evidenceOf(db, from), from: giver, to: taker }));
}

export function evidenceOf(db: Connection, person: string): Promise<readonly StoredEvidence[]> {
  return native(evidenceRows(db)).find({ person }).sort({ turn: 1 }).toArray();
}
