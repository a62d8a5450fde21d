import { DateTime } from 'luxon';
import { heldMeetings } from '../outputs/held-meetings';
import { addDays, type Day, zone } from '../reach/period';
import { groupsWithin } from '../storage/collections/groups';
import { type Meeting, meetingsWithin } from '../storage/collections/meetings';
import type { Organisation } from '../storage/collections/organisations';
import { atLeast } from './at-least';
import { type ProgressDeps, progressOf } from './group-progress';

/** One meeting that a second person has confirmed, without anybody's name. */
export type ProvenMeeting = Pick<Meeting, 'title' | 'place' | 'startsAt' | 'minutes' | 'parts'> & {
  readonly people: number | undefined; // of this organisation; `undefined` below ten
};

/** What an organisation has done between two days, both included. */
export type Proof = {
  readonly organisation: string; // its name
  readonly from: Day;
  readonly to: Day;
  readonly meetings: readonly ProvenMeeting[];
  readonly attendances: number | undefined; // lượt
  readonly groups: number;
  readonly joined: number | undefined; // codes used until now, in tens
  readonly reached: number | undefined; // people reached until now, in tens
};

const mostGroups = 2_000;
const mostMeetings = 2_000;
const fewest = 10;

export async function proofOf(
  deps: ProgressDeps,
  { _id, name }: Pick<Organisation, '_id' | 'name'>,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<Proof> {
  const { db, bounds } = deps;
  const held = {
    organisations: _id,
    startsAt: { $gte: start(from), $lt: start(addDays(to, 1)) },
    confirmed: { $exists: true },
    cancelled: { $exists: false },
  };
  const [groups, meetings, { attendances }] = await Promise.all([
    groupsWithin(db, bounds).find({ organisation: _id, population: { $ne: 'service-worker' } }, { limit: mostGroups }),
    meetingsWithin(db, bounds).find(held, { sort: { startsAt: 1 }, limit: mostMeetings }),
    heldMeetings(db, bounds, { from, to, inside: ({ organisation }) => organisation === _id }),
  ]);
  const progress = await progressOf(deps, groups);
  return {
    ...{ organisation: name, from, to },
    meetings: meetings.map((meeting) => provenOf(meeting, _id)),
    attendances: attendances < fewest ? undefined : attendances,
    groups: groups.length,
    joined: atLeast(sum([...progress.values()].map(({ claimed }) => claimed))),
    reached: atLeast(sum([...progress.values()].map(({ reachedPeople }) => reachedPeople))),
  };
}

function provenOf({ title, place, startsAt, minutes, parts, people = 0, shares, organisation }: Meeting, own: string): ProvenMeeting {
  const split = shares.some(({ headcount }) => headcount !== undefined);
  const counts = split ? shares.filter((share) => share.organisation === own).map(({ headcount = 0 }) => headcount) : [];
  const present = split ? sum(counts) : organisation === own ? people : 0;
  return { title, place, startsAt, minutes, parts, people: present < fewest ? undefined : present };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function start(day: Day): Date {
  return DateTime.fromISO(day, { zone }).toJSDate();
}
