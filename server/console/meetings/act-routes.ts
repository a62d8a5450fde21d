import express, { type Router } from 'express';
import { z } from 'zod';
import type { Translate } from '../../i18n';
import { cancelMeeting, clearQuery, confirmMeeting, recordHeadcount } from '../../meetings/record-meeting';
import type { Permission } from '../../staff/roles';
import type { AuditAction } from '../../storage/collections/audit';
import type { Meeting } from '../../storage/collections/meetings';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { meetingLinks } from './links';
import { type MeetingVisit, meetingVisit } from './meeting-visit';
import { showMeeting } from './show-meeting';

const clearing = z.object({ fact: z.string().max(200), reason: z.string().trim().min(1).max(300) });

/** What is done with a meeting by those who act for its organisation or its area: headcount, confirmation, queries, calling it off. */
export function actRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  act('headcount', 'record-meetings', async (visit) => {
    const { meeting, member, request, view } = visit;
    const { faults, people, split } = readHeadcount(request.body, meeting, view.words('meetings'));
    if (people === undefined) return showMeeting(deps, requests, visit, undefined, faults, 422);
    await recordHeadcount(deps, { meeting, by: member.id }, people, split);
    await finish(visit, 'meeting-counted', 'counted');
  });

  act('confirm', 'confirm-meetings', async (visit) => {
    const { meeting, member } = visit;
    const outcome = await confirmMeeting(deps, { meeting, by: member.id });
    if (outcome !== 'confirmed') return visit.response.redirect(303, meetingLinks.one(meeting._id, outcome));
    await finish(visit, 'meeting-confirmed', 'confirmed');
  });

  act('clear', 'clear-queries', async (visit) => {
    const { meeting, member, bounds, request } = visit;
    const read = clearing.safeParse(request.body);
    const cleared = read.success && (await clearQuery(deps, { meeting, by: member.id }, { bounds, ...read.data }));
    if (!cleared) return requests.notFound(visit);
    await finish(visit, 'meeting-query-cleared', 'cleared');
  });

  act('cancel', 'record-meetings', async (visit) => {
    const { meeting, member } = visit;
    if (!(await cancelMeeting(deps, { meeting, by: member.id })))
      return visit.response.redirect(303, meetingLinks.one(meeting._id, 'not-cancelled'));
    await visit.record('meeting-cancelled', meeting._id);
    visit.response.redirect(303, `${meetingLinks.all()}?done=cancelled`);
  });

  function act(name: string, permission: Permission, handler: (visit: MeetingVisit) => Promise<void>): void {
    router.post(
      `/meetings/:meeting/${name}`,
      requests.withToken,
      requests.forStaff(permission, async (visit) => {
        const known = await meetingVisit(deps.db, visit);
        if (known === undefined || !known.hosts || known.meeting.cancelled !== undefined) return requests.notFound(visit);
        await handler(known);
      }),
    );
  }

  async function finish({ meeting, response, record }: MeetingVisit, action: AuditAction, done: string): Promise<void> {
    await record(action, meeting._id);
    response.redirect(303, meetingLinks.one(meeting._id, done));
  }

  return router;
}

const whole = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);

type ReadHeadcount = { readonly faults: Faults; readonly people?: number; readonly split: readonly (number | undefined)[] };

/** All shares or none: a split sums to its headcount. */
function readHeadcount(body: unknown, { shares }: Meeting, say: Translate): ReadHeadcount {
  const given = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const people = whole.safeParse(given.people).data;
  const split = shares.map((_, index) => whole.safeParse(given[`share${index}`]).data);
  if (people === undefined || people < 1) return { faults: { people: say('fault.people') }, split };

  const none = split.every((one) => one === undefined);
  const sum = split.reduce<number>((total, one) => total + (one ?? 0), 0);
  const mixed = new Set(shares.map(({ population }) => population)).size > 1;
  if (shares.length > 1 && none && mixed) return { faults: { share0: say('fault.splitNeeded') }, split };
  if (shares.length > 1 && !none && (split.includes(undefined) || sum !== people))
    return { faults: { share0: say('fault.split', { people }) }, split };
  return { faults: {}, people, split };
}
