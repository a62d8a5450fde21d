import { DateTime } from 'luxon';
import type { Connection } from 'mongoose';
import { addDays, type Day, zone } from '../reach/period';
import { type Meeting, meetingsWithin } from '../storage/collections/meetings';
import type { Bounds } from '../storage/within';

type Place = { readonly area: string; readonly organisation: string };
type Window = { readonly from: Day; readonly to: Day; readonly inside: (place: Place) => boolean };

/**
 * Meetings that took place and were confirmed by a second person, and the lượt of their signed headcounts. A meeting is where its host
 * is; of the people, those of organisations elsewhere are theirs. Service workers are in no sum of others (`docs/design/reach.md` §3).
 */
export async function heldMeetings(
  db: Connection,
  bounds: Bounds,
  { from, to, inside }: Window,
): Promise<{ readonly meetings: number; readonly attendances: number }> {
  const found = await meetingsWithin(db, bounds).find({ startsAt: { $gte: start(from), $lt: start(addDays(to, 1)) } });
  const held = found.filter(
    ({ cancelled, confirmed, people }) => cancelled === undefined && confirmed !== undefined && people !== undefined,
  );
  return {
    meetings: held.filter((meeting) => inside(meeting) && !isServiceWorkers(meeting.shares)).length,
    attendances: held.reduce((total, meeting) => total + attendancesOf(meeting, inside), 0),
  };
}

/** A headcount that was not split is the host's. */
function attendancesOf(meeting: Meeting, inside: Window['inside']): number {
  const { people = 0, shares } = meeting;
  const split = shares.some(({ headcount }) => headcount !== undefined);
  if (!split) return inside(meeting) && !shares.some(({ population }) => population === 'service-worker') ? people : 0;
  return shares
    .filter((share) => inside(share) && share.population !== 'service-worker')
    .reduce((total, { headcount = 0 }) => total + headcount, 0);
}

function isServiceWorkers(shares: Meeting['shares']): boolean {
  return shares.length > 0 && shares.every(({ population }) => population === 'service-worker');
}

function start(day: Day): Date {
  return DateTime.fromISO(day, { zone }).toJSDate();
}
