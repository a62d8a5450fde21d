import { attendanceOf } from '../../meetings/attendance';
import { mayClear, mayConfirm, openQueries } from '../../meetings/meeting-rules';
import { listsOf, savedBy } from '../../meetings/record-meeting';
import { rosterRows } from '../../meetings/roster-rows';
import { summaryOf } from '../../meetings/summary';
import { may } from '../../staff/roles';
import { meetingFilesWithin } from '../../storage/collections/meeting-files';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { MeetingPage } from './meeting-page';
import { meetingVisit } from './meeting-visit';

/** One meeting as it stands, with what a form of it got wrong. */
export async function showMeeting(
  deps: ConsoleDeps,
  requests: Requests,
  visit: Visit,
  done: string | undefined,
  faults: Faults,
  status: number,
): Promise<void> {
  const known = await meetingVisit(deps.db, visit);
  if (known === undefined) return requests.notFound(visit);
  const { meeting, groups, hosts, view, member, bounds } = known;
  const [all, attendance, counts, files] = await Promise.all([
    listsOf(deps, meeting),
    attendanceOf(deps.db, deps.keys, meeting),
    Promise.all(groups.map(async ({ _id }) => [_id, (await rosterRows(deps.db, _id, meeting.startsAt)).length] as const)),
    meetingFilesWithin(deps.db, bounds).find({ meeting: meeting._id }, { sort: { addedAt: 1 } }),
  ]);
  const seen = new Set(groups.map(({ _id }) => _id));
  const by = savedBy(all);
  const page = MeetingPage({
    ...{ view, meeting, groups, hosts, files, faults, done },
    lists: hosts ? all : all.filter(({ group }) => seen.has(group)),
    rows: new Map(counts),
    summary: summaryOf(attendance),
    mayConfirm: may(member, 'confirm-meetings') && mayConfirm(meeting, member.id, by),
    mayClear:
      openQueries(meeting).length > 0 && may(member, 'clear-queries') && mayClear(meeting, { bounds, actor: member.id, savedBy: by }),
  });
  requests.send(visit.response, page, status);
}
