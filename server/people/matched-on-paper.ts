import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { type JoinCode, joinCodes } from '../storage/collections/join-codes';
import { probableMatches } from '../storage/collections/probable-matches';

/**
 * The codes that staff say belong to whoever holds these, and that nobody has joined with: what stands under them on paper is erased
 * with that person. A code with an account of its own is not among them: only that account can say whose it is.
 */
export async function matchedOnPaper(db: Connection, codes: readonly string[]): Promise<readonly Pick<JoinCode, '_id' | 'group'>[]> {
  const found = new Map<string, Pick<JoinCode, '_id' | 'group'>>();
  for (let asked = codes; asked.length > 0; ) {
    const same = await native(probableMatches(db))
      .find({ codes: { $in: [...asked] }, state: 'same' })
      .toArray();
    const others = [...new Set(same.flatMap((match) => match.codes))].filter((code) => !codes.includes(code) && !found.has(code));
    const unclaimed = await native(joinCodes(db))
      .find({ _id: { $in: others }, claimedBy: { $exists: false } }, { projection: { group: 1 } })
      .toArray();
    for (const code of unclaimed) found.set(code._id, code);
    asked = unclaimed.map(({ _id }) => _id);
  }
  return [...found.values()];
}
