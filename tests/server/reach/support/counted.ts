import type { Connection } from 'mongoose';
import type { Tally } from '../../../../server/reach/model';
import { withoutZeros } from '../../../../server/reach/tally-rows';
import { native } from '../../../../server/storage/collection';
import { tallies } from '../../../../server/storage/collections/tallies';

const ofLedger = ['tallies', 'tally-batches', 'evidence', 'service-worker-evidence', 'seals'] as const;

/** Nobody has learned yet. People stay, with their keys. */
export async function emptyLedger(db: Connection): Promise<void> {
  for (const name of ofLedger) await db.collection(name).deleteMany({});
}

/** Every tally with its days, those that say nothing left out. */
export async function counted(db: Connection): Promise<Readonly<Record<string, Tally['days']>>> {
  const rows = await native(tallies(db)).find({}).sort({ _id: 1 }).toArray();
  const days = rows.map(({ _id, days }) => [_id, withoutZeros(days)] as const);
  return Object.fromEntries(days.filter(([, changes]) => Object.keys(changes).length > 0));
}
