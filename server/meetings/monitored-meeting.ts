import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { type Group, groups } from '../storage/collections/groups';
import type { MeetingLink } from '../storage/collections/meeting-links';
import { type Meeting, meetings } from '../storage/collections/meetings';
import { type RosterRow, rosterRows } from './roster-rows';

export type Monitored = {
  readonly link: MeetingLink;
  readonly meeting: Meeting;
  readonly group: Group;
  readonly rows: readonly RosterRow[];
};

/** What a monitor's link opens; nothing once the meeting is off. */
export async function findMeetingForLink(db: Connection, link: MeetingLink): Promise<Monitored | undefined> {
  const [meeting, group] = await Promise.all([
    native(meetings(db)).findOne({ _id: link.meeting }),
    native(groups(db)).findOne({ _id: link.group }),
  ]);
  if (meeting === null || group === null || meeting.cancelled !== undefined) return undefined;
  return { link, meeting, group, rows: await rosterRows(db, group._id, meeting.startsAt) };
}
