import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { staff } from '../storage/collections/staff';

/** Names of staff by their ids, those whose accounts are closed included: what they did stays theirs. */
export async function staffNames(db: Connection, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await native(staff(db))
    .find({ _id: { $in: [...new Set(ids)] } }, { projection: { name: 1 } })
    .toArray();
  return new Map(found.map(({ _id, name }) => [_id, name]));
}
