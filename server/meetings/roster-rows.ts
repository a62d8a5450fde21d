import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { type JoinCode, joinCodes } from '../storage/collections/join-codes';

/** A line of a class's sheet: a number and the end of a code. Who that is, the organisation's own list says. */
export type RosterRow = { readonly code: string; readonly number: number; readonly tail: string; readonly claimedBy?: string };

/** The rows of one class that could be used on a day, in the order they are printed. */
export async function rosterRows(db: Connection, group: string, on: Date): Promise<readonly RosterRow[]> {
  const codes = await native(joinCodes(db)).find({ group, kind: 'roster' }).toArray();
  return codes
    .filter((code) => isInUse(code, on))
    .sort((a, b) => (a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER) || (a._id < b._id ? -1 : 1))
    .map(({ _id, number, tail, claimedBy }, index) => ({
      code: _id,
      number: number ?? index + 1,
      tail,
      ...(claimedBy === undefined ? {} : { claimedBy }),
    }));
}

/** A code stays its holder's after it has run out; one that nobody took by then stands for nobody. */
function isInUse({ withdrawnAt, expiresAt, claimedBy }: JoinCode, on: Date): boolean {
  return withdrawnAt === undefined && (expiresAt > on || claimedBy !== undefined);
}
