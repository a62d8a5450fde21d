import type { Connection, mongo } from 'mongoose';
import type { AppendParts } from './append';
import { chainsOf, matesOf } from './chains';
import { type EraseParts, keepErasedCounts } from './erased-counts';
import { countedFields } from './histories';
import type { StoredRow } from './person-history';
import { beginBatch } from './tally-batch';
import { addChain, addPerson, type Scopes, settled, type TallyRow, type TallyRows } from './tally-rows';

type ErasingParts = AppendParts & { readonly db: Connection };

/** What stays of a row: nobody can be known by it, and its ciphertext keeps the chain of seals whole. */
const keptFields: ReadonlySet<string> = new Set(['_id', 'population', 'rung', 'class', 'unsealed', 'sealNumber']);

/**
 * Takes a person out of every tally, leaves to each report what they counted for in it, and empties their rows. The rows stand under their own ids from then on, so the
 * person's name is nowhere in the ledger. Doing it again after an interruption finishes it.
 */
export async function erasePerson(parts: ErasingParts, scopes: Scopes, names: EraseParts): Promise<void> {
  const { evidence, serviceWorker } = parts.ledgers;
  const general = await evidence.find<StoredRow>({ person: names.person }, { projection: countedFields }).toArray();
  const apart = await serviceWorker.find<StoredRow>({ person: names.serviceWorker }, { projection: countedFields }).toArray();

  for (const rows of [general, apart]) if (rows[0] !== undefined) parts.changing(rows[0].person, rows);
  const mates = await matesOf(parts.ledgers, new Map([[names.person, general]]));
  const touched = changesWithout(general, apart, mates, scopes);
  const kept = await keepErasedCounts(parts.db, scopes, { names, rows: [general, apart], mates });
  const batch = await beginBatch(parts, touched);
  await empty(evidence, general);
  await empty(serviceWorker, apart);
  if (await batch.add(touched)) await batch.end();
  await kept.end();
}

/** Those who counted together with the person go on without them. */
function changesWithout(
  general: readonly StoredRow[],
  apart: readonly StoredRow[],
  mates: ReadonlyMap<string, readonly StoredRow[]>,
  scopes: Scopes,
): readonly TallyRow[] {
  const changes: TallyRows = new Map();
  addPerson(changes, apart, scopes, -1);
  for (const chain of chainsOf(new Map([...mates, ['', general]]))) addChain(changes, chain, scopes, -1);
  for (const chain of chainsOf(mates)) addChain(changes, chain, scopes, 1);
  return settled(changes);
}

async function empty<T extends StoredRow>(ledger: mongo.Collection<T>, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return;
  const operations = rows.map((row) => {
    const fields = Object.keys(row).filter((name) => !keptFields.has(name) && name !== 'person' && name !== 'turn');
    const $unset = Object.fromEntries([...fields, 'sources', 'version'].map((name) => [name, '']));
    return { updateOne: { filter: { _id: row._id }, update: { $set: { person: row._id, turn: 1, erased: true }, $unset } } };
  });
  await ledger.bulkWrite(operations as unknown as mongo.AnyBulkWriteOperation<T>[], { ordered: false }); // one shape for both ledgers
}
