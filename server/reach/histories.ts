import type { Connection, mongo } from 'mongoose';
import { native } from '../storage/collection';
import { evidenceRows, type StoredEvidence } from '../storage/collections/evidence';
import { type StoredServiceWorkerEvidence, serviceWorkerRows } from '../storage/collections/service-worker-evidence';
import { isServiceWorkerRow, type LedgerRow } from './model';
import type { StoredRow } from './person-history';

/** Everything counting needs of a row: the ciphertext stays where it is. */
export const countedFields = { sealed: 0, sources: 0, version: 0 } as const;

export type Ledgers = {
  readonly evidence: mongo.Collection<StoredEvidence>;
  readonly serviceWorker: mongo.Collection<StoredServiceWorkerEvidence>;
};

export function ledgersOf(db: Connection): Ledgers {
  return { evidence: native(evidenceRows(db)), serviceWorker: native(serviceWorkerRows(db)) };
}

/** Whose row it is. The headcounts of one meeting stand together, so that a corrected one is found; what is nobody's stands for itself. */
export function ownerOf(row: LedgerRow): string {
  if (row.person !== undefined) return row.person;
  return isServiceWorkerRow(row) || row.meeting === undefined ? row._id : headcountsOf(row.meeting);
}

const headcounts = 'meeting:';

export function headcountsOf(meeting: string): string {
  return `${headcounts}${meeting}`;
}

/** All rows of the people in `rows`, by person. */
export async function readHistories(ledgers: Ledgers, rows: readonly LedgerRow[]): Promise<Map<string, StoredRow[]>> {
  const general = new Set<string>();
  const apart = new Set<string>();
  for (const row of rows) (isServiceWorkerRow(row) ? apart : general).add(ownerOf(row));
  const [a, b] = await Promise.all([read(ledgers.evidence, general), read(ledgers.serviceWorker, apart)]);

  const histories = new Map<string, StoredRow[]>();
  for (const row of [...a, ...b]) {
    const known = histories.get(row.person);
    if (known === undefined) histories.set(row.person, [row]);
    else known.push(row);
  }
  return histories;
}

async function read<T extends StoredRow>(rows: mongo.Collection<T>, people: ReadonlySet<string>): Promise<readonly StoredRow[]> {
  if (people.size === 0) return [];
  const filter = { person: { $in: [...people] } } as mongo.Filter<T>;
  return rows.find<StoredRow>(filter, { projection: countedFields, batchSize: 10_000 }).toArray();
}

/** Everybody's rows, one person after the other in the order of their names. */
export async function* peopleIn<T extends StoredRow>(rows: mongo.Collection<T>): AsyncGenerator<readonly StoredRow[]> {
  const everyone = rows.find<StoredRow>({}, { projection: countedFields, batchSize: 2_000 }).sort({ person: 1, turn: 1 });
  let person: StoredRow[] = [];
  for await (const row of everyone) {
    if (person.length > 0 && person[0]?.person !== row.person) {
      yield person;
      person = [];
    }
    person.push(row);
  }
  if (person.length > 0) yield person;
}
