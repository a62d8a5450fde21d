import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { type Seal, seals } from '../storage/collections/seals';
import { isServiceWorkerRow } from './model';
import type { StoredRow } from './person-history';

/** How far one ledger went at a moment: its last seal. */
export type LedgerMark = { readonly ledger: Seal['ledger']; readonly number: number; readonly hash: string };

/** Both ledgers' marks; one that has no seal yet has none. */
export async function ledgerMarks(db: Connection): Promise<readonly LedgerMark[]> {
  const ledgers = ['evidence', 'service-worker-evidence'] as const;
  const last = ledgers.map((ledger) => native(seals(db)).findOne({ ledger }, { sort: { number: -1 } }));
  return (await Promise.all(last)).flatMap((seal) =>
    seal === null ? [] : [{ ledger: seal.ledger, number: seal.number, hash: seal.hash }],
  );
}

/** Whether a row was in the ledger at these marks. */
export function coveredBy(marks: readonly LedgerMark[]): (row: StoredRow) => boolean {
  const last = new Map(marks.map(({ ledger, number }) => [ledger, number]));
  return (row) => (row.sealNumber ?? Number.POSITIVE_INFINITY) <= (last.get(ledgerOf(row)) ?? 0);
}

/** An erased row keeps its population and nothing else to know it by. */
function ledgerOf(row: StoredRow): Seal['ledger'] {
  return isServiceWorkerRow(row) || row.population === 'service-worker' ? 'service-worker-evidence' : 'evidence';
}
