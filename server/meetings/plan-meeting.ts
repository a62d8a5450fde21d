import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Part, Population } from '../../courses/model';
import { type Group, groupsWithin } from '../storage/collections/groups';
import { type Meeting, type MeetingShare, meetingsWithin } from '../storage/collections/meetings';
import { type Organisation, organisationsWithin } from '../storage/collections/organisations';
import type { Bounds } from '../storage/within';
import { mayMeet } from './meeting-rules';

export type MeetingPlan = {
  readonly title: string;
  readonly place: string;
  readonly speaker: string;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly parts: readonly Part[];
  readonly shares: readonly { readonly organisation: string; readonly population: Population }[]; // the first is whose meeting it is
  readonly groups: readonly string[];
};

export type Planner = { readonly db: Connection; readonly bounds: Bounds; readonly actor: string; readonly now: Date };

/** Writes a meeting down before it takes place, or after; `undefined` when something of it lies outside the planner's bounds. */
export async function planMeeting(planner: Planner, plan: MeetingPlan): Promise<Meeting | undefined> {
  const { db, bounds, actor, now } = planner;
  const places = await placesFor(planner, [...new Set(plan.shares.map(({ organisation }) => organisation))], plan.groups);
  const shares = plan.shares.flatMap((share) => shareOf(places.organisations, share));
  const [first] = shares;
  const groups = places.groups.filter((group) => shares.some((share) => isOf(group, share)));
  if (first === undefined || shares.length !== plan.shares.length || groups.length !== plan.groups.length) return undefined;

  const { title, place, speaker, startsAt, minutes, parts } = plan;
  const meeting: Meeting = {
    _id: randomBytes(12).toString('base64url'),
    organisation: first.organisation,
    organisations: [...new Set(shares.map(({ organisation }) => organisation))],
    groups: groups.map(({ _id }) => _id),
    area: first.area,
    ...{ title, place, speaker, startsAt, minutes, parts, shares },
    planned: { by: actor, at: now },
    queries: [],
  };
  await meetingsWithin(db, bounds).insert([meeting]);
  return meeting;
}

/** The organisations that somebody may plan for, with their groups. Whoever looks after one group plans for its organisation. */
export async function placesFor(
  { db, bounds }: Pick<Planner, 'db' | 'bounds'>,
  ids: readonly string[],
  groupIds?: readonly string[],
): Promise<{ readonly organisations: readonly Organisation[]; readonly groups: readonly Group[] }> {
  const wanted = groupIds === undefined ? { organisation: { $in: [...ids] } } : { _id: { $in: [...groupIds] } };
  const [organisations, groups] = await Promise.all([
    organisationsWithin(db, bounds).find({ _id: { $in: [...ids] } }),
    groupsWithin(db, bounds).find(wanted, { sort: { _id: 1 } }),
  ]);
  const inOrder = ids.flatMap((id) => organisations.find(({ _id }) => _id === id) ?? []);
  const inThese = groups.filter(({ organisation, population }) => ids.includes(organisation) && mayMeet(population));
  return { organisations: inOrder.filter(({ kind }) => kind !== 'establishment-group'), groups: inThese };
}

function shareOf(known: readonly Organisation[], share: MeetingPlan['shares'][number]): readonly MeetingShare[] {
  const organisation = known.find(({ _id }) => _id === share.organisation);
  if (organisation === undefined || !organisation.populations.includes(share.population) || !mayMeet(share.population)) return [];
  return [{ ...share, name: organisation.name, area: organisation.area }];
}

function isOf(group: Group, share: MeetingShare): boolean {
  return group.organisation === share.organisation && group.population === share.population;
}
