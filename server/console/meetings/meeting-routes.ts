import { pipeline } from 'node:stream/promises';
import express, { type Router } from 'express';
import { z } from 'zod';
import { fold } from '../../../courses/search/fold';
import { placesFor, planMeeting } from '../../meetings/plan-meeting';
import { rosterRows } from '../../meetings/roster-rows';
import { attendanceSheet } from '../../printing/attendance-sheet';
import { meetingMinutes } from '../../printing/meeting-minutes';
import type { AttendanceSheet, PlannedMeeting } from '../../printing/model';
import { type Meeting, meetingsWithin } from '../../storage/collections/meetings';
import { type Organisation, organisationsWithin } from '../../storage/collections/organisations';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { meetingLinks } from './links';
import { meetingVisit } from './meeting-visit';
import { MeetingsPage } from './meetings-page';
import { PlanPage } from './plan-page';
import { emptyPlan, readPlan, type TypedPlan } from './read-plan';
import { showMeeting } from './show-meeting';

const mostShown = 100;
const mostFound = 12;
const mostSearched = 10_000;
const mostSharers = 20;
const query = z.object({
  organisation: z
    .union([z.string().max(64), z.array(z.string().max(64))])
    .transform((value) => (typeof value === 'string' ? [value] : value).slice(0, mostSharers))
    .catch([]),
  q: z.string().max(80).catch(''),
  done: z.string().max(40).optional().catch(undefined),
});

/** The list, the plan, one meeting and what is printed for it. */
export function meetingRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'record-meetings';

  router.get(
    '/meetings',
    requests.forStaff(permission, async ({ request, response, bounds, view, now }) => {
      const found = await meetingsWithin(deps.db, bounds).find({}, { sort: { startsAt: -1 }, limit: mostShown });
      requests.send(response, MeetingsPage({ view, meetings: found, now, done: query.parse(request.query).done }));
    }),
  );

  router.get(
    '/meetings/new',
    requests.forStaff(permission, async (visit) => showPlan(visit, emptyPlan, {}, 200)),
  );

  router.post(
    '/meetings/new',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const { request, response, bounds, member, now, view } = visit;
      const { typed, faults, plan } = readPlan(request.body, view.words('meetings'));
      if (plan === undefined) return showPlan(visit, typed, faults, 422);
      const meeting = await planMeeting({ db: deps.db, bounds, actor: member.id, now }, plan);
      if (meeting === undefined) return requests.notFound(visit);
      await visit.record('meeting-planned', meeting._id);
      response.redirect(303, meetingLinks.one(meeting._id, 'planned'));
    }),
  );

  async function showPlan(visit: Visit, typed: TypedPlan, faults: Parameters<typeof PlanPage>[0]['faults'], status: number): Promise<void> {
    const { request, response, bounds, view } = visit;
    const { organisation, q } = query.parse(request.query);
    const mine = await someOrganisations(visit, q, organisation);
    const only = organisation.length === 0 && q === '' && mine.length === 1 ? mine.map(({ _id }) => _id) : organisation;
    const { organisations, groups } = await placesFor({ db: deps.db, bounds }, only);
    const found = mine.filter(({ _id }) => !only.includes(_id) && (q !== '' || organisations.length === 0));
    requests.send(
      response,
      PlanPage({ view, organisations, groups, found, search: q, typed: prefilled(typed, organisations), faults }),
      status,
    );
  }

  async function someOrganisations({ bounds }: Visit, q: string, chosen: readonly string[]): Promise<readonly Organisation[]> {
    if (q === '' && chosen.length > 0) return [];
    const known = organisationsWithin(deps.db, bounds).find(
      { kind: { $ne: 'establishment-group' } },
      { sort: { _id: 1 }, limit: mostSearched },
    );
    const wanted = fold(q);
    return (await known).filter(({ name }) => fold(name).includes(wanted)).slice(0, mostFound);
  }

  router.get(
    '/meetings/:meeting',
    requests.forStaff(permission, async (visit) => showMeeting(deps, requests, visit, query.parse(visit.request.query).done, {}, 200)),
  );

  router.get(
    '/meetings/:meeting/sheet.pdf',
    requests.forStaff(permission, async (visit) => {
      const known = await meetingVisit(deps.db, visit);
      if (known === undefined || known.groups.length === 0) return requests.notFound(visit);
      const { meeting, groups, response, now } = known;
      const rows = await Promise.all(groups.map(({ _id }) => rosterRows(deps.db, _id, meeting.startsAt)));
      await visit.record('meeting-sheet-printed', meeting._id);
      const sheets = groups.map(({ name }, n) => ({ name, rows: (rows[n] ?? []).map(({ number, tail }) => ({ number, tail })) }));
      response.type('pdf').attachment(`danh-sach-${meeting._id}.pdf`);
      const sheet = {
        masthead: { ...deps.masthead('vi'), printedAt: now },
        meeting: printed(meeting),
        groups: sheets,
      } satisfies AttendanceSheet;
      await pipeline(attendanceSheet(sheet, deps.texts('vi', 'printing')), response);
    }),
  );

  router.get(
    '/meetings/:meeting/minutes.pdf',
    requests.forStaff(permission, async (visit) => {
      const known = await meetingVisit(deps.db, visit);
      if (known === undefined || !known.hosts) return requests.notFound(visit);
      const { meeting, response, now } = known;
      const present = meeting.shares.flatMap(({ name, headcount }) =>
        headcount === undefined ? [] : [{ organisation: name, people: headcount }],
      );
      response.type('pdf').attachment(`bien-ban-${meeting._id}.pdf`);
      const masthead = { ...deps.masthead('vi'), printedAt: now };
      const about = { masthead, meeting: printed(meeting), locality: '', ...(present.length === 0 ? {} : { present }) };
      await pipeline(meetingMinutes(about, deps.texts('vi', 'printing')), response);
    }),
  );

  return router;
}

/** Of one organisation with one population nothing is left to choose. */
function prefilled(typed: TypedPlan, organisations: readonly Organisation[]): TypedPlan {
  if (typed.share.length > 0) return typed;
  const share = organisations.flatMap(({ _id, populations }) => (populations.length === 1 ? [`${_id}|${populations[0]}`] : []));
  return { ...typed, share };
}

/** Documents are in Vietnamese whatever the reader's language. */
function printed({ title, shares, place, startsAt, minutes, parts, speaker }: Meeting): PlannedMeeting {
  const [organisation = '', ...sharedWith] = [...new Set(shares.map(({ name }) => name))];
  return { title, organisation, sharedWith, place, startsAt, minutes, parts, speaker };
}
