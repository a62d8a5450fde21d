import { randomBytes } from 'node:crypto';
import express, { type Router } from 'express';
import { z } from 'zod';
import { codesInFile } from '../../meetings/codes-in-file';
import { createMonitorLink } from '../../meetings/monitor-links';
import { saveList } from '../../meetings/record-meeting';
import { type RosterRow, rosterRows } from '../../meetings/roster-rows';
import type { Group } from '../../storage/collections/groups';
import { meetingListsWithin } from '../../storage/collections/meeting-lists';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { keepOnce, takeOnce } from '../staff/shown-once';
import { receiveFile } from '../upload';
import { meetingLinks } from './links';
import { ListPage } from './list-page';
import { type MeetingVisit, meetingVisit } from './meeting-visit';
import { readTicks } from './read-ticks';

type ListVisit = MeetingVisit & { readonly group: Group; readonly rows: readonly RosterRow[] };

const query = z.object({ done: z.string().max(40).optional().catch(undefined) });

/** The lists of a meeting, class by class: ticked here, by a monitor's link, or from an office's file. */
export function listRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'record-meetings';
  const once = deps.keys.of('shown-once');

  router.get(
    '/meetings/:meeting/lists/:group',
    requests.forStaff(permission, (visit) => forList(visit, showList)),
  );

  router.post(
    '/meetings/:meeting/lists/:group',
    requests.withToken,
    requests.forStaff(permission, (visit) =>
      forList(visit, async (known) => {
        const { meeting, member, group, rows } = known;
        const ticks = readTicks(known.request.body, rows);
        if (ticks === undefined) return requests.notFound(known);
        await saveList(deps, { meeting, by: member.id }, { group: group._id, ...ticks });
        await saved(known, 'saved');
      }),
    ),
  );

  router.post(
    '/meetings/:meeting/lists/:group/file',
    ...receiveFile(requests, 'file'),
    requests.forStaff(permission, (visit) =>
      forList(visit, async (known) => {
        const { meeting, member, group, rows, request, response } = known;
        const found = request.file === undefined ? undefined : await codesInFile(deps.keys, request.file.buffer, rows);
        if (found === undefined || found.length === 0)
          return response.redirect(303, meetingLinks.list(meeting._id, group._id, found === undefined ? 'file-bad' : 'file-none'));
        const input = { group: group._id, present: found, complete: false, key: randomBytes(9).toString('base64url') };
        await saveList(deps, { meeting, by: member.id }, input);
        await saved(known, 'file');
      }),
    ),
  );

  router.post(
    '/meetings/:meeting/lists/:group/link',
    requests.withToken,
    requests.forStaff(permission, (visit) =>
      forList(visit, async ({ meeting, group, member, now, request, response, record }) => {
        const token = await createMonitorLink(deps.db, deps.keys, { meeting: meeting._id, group: group._id, by: member.id, now });
        await record('meeting-link-made', `${meeting._id}:${group._id}`);
        const address = `${request.protocol}://${request.get('host') ?? request.hostname}${meetingLinks.openAttendance(token)}`;
        keepOnce(request, once, `${meeting._id}:${group._id}`, address);
        response.redirect(303, meetingLinks.list(meeting._id, group._id));
      }),
    ),
  );

  async function forList(visit: Parameters<typeof meetingVisit>[1], handler: (visit: ListVisit) => Promise<void>): Promise<void> {
    const known = await meetingVisit(deps.db, visit);
    const group = known?.groups.find(({ _id }) => _id === visit.request.params.group);
    const rows = known === undefined || group === undefined ? [] : await rosterRows(deps.db, group._id, known.meeting.startsAt);
    if (known === undefined || group === undefined || rows.length === 0 || known.meeting.cancelled !== undefined)
      return requests.notFound(visit);
    await handler({ ...known, group, rows });
  }

  async function showList({ request, response, view, meeting, group, rows, bounds }: ListVisit): Promise<void> {
    const list = await meetingListsWithin(deps.db, bounds).findOne({ _id: `${meeting._id}:${group._id}` });
    const page = ListPage({
      ...{ view, meeting, group, rows },
      action: meetingLinks.list(meeting._id, group._id),
      present: new Set(list?.present.map(({ code }) => code)),
      complete: list?.complete ?? false,
      saveKey: randomBytes(9).toString('base64url'),
      keptAs: `${meeting._id}:${group._id}`,
      done: query.parse(request.query).done,
      monitorLink: takeOnce(request, once, `${meeting._id}:${group._id}`),
    });
    requests.send(response, page);
  }

  async function saved({ meeting, group, response, record }: ListVisit, done: string): Promise<void> {
    await record('meeting-list-saved', `${meeting._id}:${group._id}`);
    response.redirect(303, meetingLinks.list(meeting._id, group._id, done));
  }

  return router;
}
