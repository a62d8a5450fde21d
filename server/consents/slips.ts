import type { Connection } from 'mongoose';
import type { Purpose } from '../../bot/dialogue/fact';
import { native } from '../storage/collection';
import { type GuardianSlip, guardianSlips } from '../storage/collections/guardian-slips';

/** What guardians have agreed to for the children with these codes, as it stands. */
export async function standingSlips(db: Connection, codes: readonly string[]): Promise<ReadonlyMap<string, readonly Purpose[]>> {
  const rows = await native(guardianSlips(db))
    .find({ code: { $in: [...new Set(codes)] } })
    .sort({ code: 1, recordedAt: 1 })
    .toArray();
  return new Map([...newestOf(rows)].map(([code, { purposes }]) => [code, purposes]));
}

/** What holds of each code, from rows in the order they were recorded. */
export function newestOf(rows: readonly GuardianSlip[]): ReadonlyMap<string, GuardianSlip> {
  return new Map(rows.map((row) => [row.code, row]));
}
