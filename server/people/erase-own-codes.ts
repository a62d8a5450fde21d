import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { claimantOf } from '../organisations/claim-codes';
import { native } from '../storage/collection';
import { guardianSlips } from '../storage/collections/guardian-slips';
import { joinCodes } from '../storage/collections/join-codes';
import { meetingLists } from '../storage/collections/meeting-lists';
import { probableMatches } from '../storage/collections/probable-matches';
import { rosterEntries } from '../storage/collections/roster-entries';
import { matchedOnPaper } from './matched-on-paper';

/**
 * The codes somebody had of their own or that staff say are theirs, and what stands on lists, rosters and in the queue of matches under
 * them. The codes go last: they lead to the rest.
 */
export async function eraseOwnCodes(db: Connection, keys: Keys, person: string): Promise<void> {
  const claimants = (['roster', 'card'] as const).map((kind) => claimantOf(keys, { kind }, person));
  const claimed = await native(joinCodes(db))
    .find({ claimedBy: { $in: claimants } }, { projection: { group: 1 } })
    .toArray();
  const own = [
    ...claimed,
    ...(await matchedOnPaper(
      db,
      claimed.map(({ _id }) => _id),
    )),
  ];
  for (const { _id: code, group } of own) {
    await native(guardianSlips(db)).deleteMany({ code });
    await native(rosterEntries(db)).deleteMany({ _id: code });
    await native(probableMatches(db)).deleteMany({ codes: code });
    if (group === undefined) continue;
    await native(meetingLists(db)).updateMany({ group }, { $pull: { present: { code }, absent: code, 'confirmed.codes': code } });
  }
  await native(joinCodes(db)).deleteMany({ _id: { $in: own.map(({ _id }) => _id) } });
}
