import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { joinCodes } from '../storage/collections/join-codes';

/** The line that each of these codes, by id, has on its group's list: what sheets, slips and files number it by. */
export async function codeLines(db: Connection, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await native(joinCodes(db))
    .find({ _id: { $in: [...ids] } }, { projection: { number: 1 } })
    .toArray();
  return new Map(rows.flatMap(({ _id, number }) => (number === undefined ? [] : [[_id, number] as const])));
}
