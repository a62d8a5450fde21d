import type { Connection } from 'mongoose';
import { type Group, groupsWithin } from '../../storage/collections/groups';
import { type Meeting, meetingsWithin } from '../../storage/collections/meetings';
import type { Bounds } from '../../storage/within';
import type { Visit } from '../requests';

export type MeetingVisit = Visit & {
  readonly meeting: Meeting;
  /** Its classes and shifts as far as this reader sees them. */
  readonly groups: readonly Group[];
  /** Whether they act for the organisation whose meeting it is, or for the area above it: one class's staff do not. */
  readonly hosts: boolean;
};

/** The meeting an address names, as far as this reader may see it. */
export async function meetingVisit(db: Connection, visit: Visit): Promise<MeetingVisit | undefined> {
  const id = String(visit.request.params.meeting);
  const meeting = await meetingsWithin(db, visit.bounds).findOne({ _id: id });
  if (meeting === undefined) return undefined;
  const groups = await groupsWithin(db, visit.bounds).find({ _id: { $in: [...meeting.groups] } }, { sort: { name: 1 } });
  return { ...visit, meeting, groups, hosts: hostsIt(visit.bounds, meeting) };
}

function hostsIt(bounds: Bounds, { organisation }: Meeting): boolean {
  if (bounds === 'everything' || 'areas' in bounds) return true;
  return 'organisations' in bounds && bounds.organisations.includes(organisation);
}
