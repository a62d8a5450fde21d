import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { plans } from '../storage/collections/plans';
import type { Ledger } from './ledger';

/** Every process has read the plans again by then, and counts whoever is reached from now on for the new one too. */
const knownEverywhereMs = 5_000;

type Deps = { readonly db: Connection; readonly ledger: Pick<Ledger, 'rebuild'>; readonly now: () => Date };

/** Counts for new plans whoever was reached before these came; only then they show. Harmless to repeat: the next run takes what was left. */
export async function countNewPlans({ db, ledger, now }: Deps): Promise<void> {
  const rows = native(plans(db));
  const importedAt = { $lte: new Date(now().getTime() - knownEverywhereMs) };
  for (const { _id } of await rows.find({ counting: true, importedAt }, { projection: { _id: 1 } }).toArray()) {
    const { left } = await ledger.rebuild(_id);
    if (left === 0) await rows.updateOne({ _id }, { $unset: { counting: '' } });
  }
}
