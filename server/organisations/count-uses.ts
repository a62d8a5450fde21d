import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { joinCodes } from '../storage/collections/join-codes';

/**
 * Adds to the count on each group's code row how often somebody joined with it. For those who watch a code, not for any figure: a
 * stop in the middle of a turn may count one use twice.
 */
export async function countUses(db: Connection, codes: readonly string[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const operations = [...counts].map(([code, times]) => ({
    updateOne: { filter: { _id: code, kind: 'group' as const }, update: { $inc: { uses: times } } },
  }));
  if (operations.length > 0) await native(joinCodes(db)).bulkWrite(operations, { ordered: false });
}
