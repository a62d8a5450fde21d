import type { Connection, mongo } from 'mongoose';
import type { Keys } from '../keys';
import type { Ledger } from '../reach/ledger';
import { native } from '../storage/collection';
import { consents } from '../storage/collections/consents';
import { people } from '../storage/collections/people';
import { forgetErased } from './erase-conversation';
import { eraseEverything } from './erase-everything';
import { newNumber } from './new-number';
import { paperPeopleOf } from './paper-person';
import { keepReceipt } from './receipts';
import { retention } from './retention';

export type RetentionDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly ledger: Ledger;
  /** Writes the store anew, so that nothing removed is left in its files. */
  readonly forget: () => Promise<void>;
  readonly now: () => Date;
};

const hourMs = 3_600_000;
const transportMs = 48 * hourMs;
/** Decree 356/2025, article 5: a withdrawal is carried out within 15 days. */
const withdrawnMs = 15 * 24 * hourMs;
const atOnce = 500;

/** Applies the rules of `retention`, what an expiry index would do included; answers how many rows and people went. */
export async function applyRetention(deps: RetentionDeps): Promise<number> {
  const { db, now } = deps;
  const withdrawn = await eraseWithdrawn(deps, new Date(now().getTime() - withdrawnMs));
  const conversations = await forgetErased(db, new Date(now().getTime() - transportMs));
  const names = await native(people(db)).deleteMany({ erasedAt: { $lt: new Date(now().getTime() - transportMs) } });
  let rows = 0;
  for (const [name, rule] of Object.entries(retention)) {
    if (rule.kept !== 'for' || name === 'erased-conversations') continue; // those go with what they lead to
    const filter = { [rule.field]: { $lt: new Date(now().getTime() - rule.ms) } };
    rows += (await collectionOf(db, name).deleteMany(filter)).deletedCount;
  }
  const erased = withdrawn + conversations + names.deletedCount;
  if (erased > 0) await deps.forget();
  return rows + erased;
}

/** Whoever took back that anything is remembered, and has not said yes again: what was remembered goes. */
async function eraseWithdrawn({ db, keys, ledger, now }: RetentionDeps, before: Date): Promise<number> {
  const no = await native(consents(db))
    .find({ purpose: 'learn', given: false, at: { $lt: before } })
    .sort({ at: 1 })
    .limit(atOnce)
    .toArray();
  let erased = 0;
  for (const { person, at } of no) {
    const later = await native(consents(db)).findOne({ person, purpose: 'learn', given: true, at: { $gt: at } });
    if (later !== null) continue;
    const names = [...(await paperPeopleOf(db, keys, [person])), person];
    await keepReceipt(db, names, { number: newNumber(), askedAt: at }, now());
    for (const name of names) await eraseEverything(db, keys, ledger, name, now());
    erased += 1;
  }
  return erased;
}

function collectionOf(db: Connection, name: string): mongo.Collection {
  return db.collection(name);
}
