import type { Connection } from 'mongoose';
import type { CodeLookup } from '../../bot/dialogue/fact';
import type { Keys } from '../keys';
import type { Meeting } from '../storage/collections/meetings';
import { meetingByCode } from './check-in-codes';

type Typed = { readonly text: string };

/** Codes that join nothing may stand on a meeting's screen: looked up where the first looks found nothing. */
export async function orCheckIns(
  db: Connection,
  keys: Keys,
  requests: readonly Typed[],
  found: readonly CodeLookup[],
  now: Date,
): Promise<readonly CodeLookup[]> {
  return Promise.all(
    found.map(async (lookup, index) => {
      const request = requests[index];
      if (lookup.found !== 'unknown' || request === undefined) return lookup;
      const meeting = await meetingByCode(db, keys, request.text, now);
      return meeting === undefined || meeting.cancelled !== undefined ? lookup : checkInOf(meeting);
    }),
  );
}

/** Of a meeting that several share nobody can tell whose people they are: they join with a code of their own. */
function checkInOf({ _id: meeting, parts, minutes, shares }: Meeting): CodeLookup {
  const [only, second] = shares;
  const common = { found: 'check-in' as const, meeting, parts, minutes };
  if (only === undefined || second !== undefined) return { ...common, organisationName: '' };
  const { population, area, organisation, name } = only;
  return { ...common, organisationName: name, membership: { population, area, organisation, identifiedBy: 'none' } };
}
