import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { serviceWorkerPseudonym } from '../reach/evidence';
import type { Ledger } from '../reach/ledger';
import { native } from '../storage/collection';
import { people } from '../storage/collections/people';
import { getOrCreatePeople } from './person';

/**
 * "Delete my data": the ledger first, while the key still finds the rows, then the key and everything else about the
 * person. An interrupted erasure is finished by running it again; a finished one does nothing.
 */
export async function erasePerson(db: Connection, keys: Keys, ledger: Ledger, id: string, now: Date): Promise<void> {
  const person = (await getOrCreatePeople(db, keys, [id], now)).get(id);
  if (person === undefined) return;

  await ledger.erase({ person: id, serviceWorker: serviceWorkerPseudonym(keys, person.key) });
  const $unset = { membership: '', ageBand: '' } as const;
  await native(people(db)).updateOne({ _id: id }, { $set: { key: null, erasedAt: now }, $unset });
}
