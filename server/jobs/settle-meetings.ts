import type { mongo } from 'mongoose';
import { settleMeeting } from '../meetings/settle-meeting';
import type { MoveDeps } from '../people/move-evidence';
import { native } from '../storage/collection';
import { type Meeting, meetings } from '../storage/collections/meetings';

const dayMs = 24 * 3_600_000;
const slipsReturnWithinDays = 120;
const justOverMs = 30 * 60_000;

/** Meetings whose screen shows codes, or did until just now: those who checked in are no longer nameless in the headcount. */
export function settleCheckIns(deps: MoveDeps): Promise<number> {
  const now = deps.now().getTime();
  return settleAll(deps, { startsAt: { $gt: new Date(now - 2 * dayMs) }, checkInUntil: { $gt: new Date(now - justOverMs) } });
}

/** Meetings of the last months: slips that came back since let more of their rows count, and a no since takes rows out. */
export function settleRecent(deps: MoveDeps): Promise<number> {
  const since = new Date(deps.now().getTime() - slipsReturnWithinDays * dayMs);
  return settleAll(deps, { startsAt: { $gt: since }, people: { $exists: true } });
}

async function settleAll(deps: MoveDeps, filter: mongo.Filter<Meeting>): Promise<number> {
  const found = await native(meetings(deps.db))
    .find(filter, { projection: { _id: 1 } })
    .toArray();
  for (const { _id } of found) await settleMeeting(deps, _id);
  return found.length;
}
