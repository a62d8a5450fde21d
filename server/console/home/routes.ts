import express, { type Router } from 'express';
import { z } from 'zod';
import { findGroups, organisationNames } from '../../organisations/find-places';
import { dutiesOf } from '../../progress/duties';
import { firstSteps } from '../../progress/first-steps';
import { progressOf } from '../../progress/group-progress';
import { may } from '../../staff/roles';
import { meetingsWithin } from '../../storage/collections/meetings';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import { plansFor } from '../place';
import type { Requests, Visit } from '../requests';
import { HomePage } from './home-page';
import { proofRoutes } from './proof-routes';

const query = z.object({ after: z.string().max(600).optional().catch(undefined) });
const perPage = 10; // cards on a phone
const mostMeetings = 3;
const standing = { cancelled: { $exists: false } };

/** What an organiser meets after signing in. */
export function homeRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db, keys } = deps;

  router.get(
    '/home',
    requests.forStaff('manage-groups', async (visit) => {
      const { request, response, view, bounds, now } = visit;
      const { after } = query.parse(request.query);
      const meetings = meetingsWithin(db, bounds);
      const [page, steps, duties, coming, unfinished] = await Promise.all([
        findGroups(db, bounds, { size: perPage, ...(after === undefined ? {} : { after }) }),
        after === undefined ? firstSteps(db, bounds) : [],
        after === undefined ? dueFor(visit) : undefined,
        meetings.find({ startsAt: { $gte: now }, ...standing }, { sort: { startsAt: 1 }, limit: mostMeetings }),
        meetings.find(
          { startsAt: { $lt: now }, confirmed: { $exists: false }, ...standing },
          { sort: { startsAt: -1 }, limit: mostMeetings },
        ),
      ]);
      const ids = page.rows.map(({ organisation }) => organisation);
      const [progress, organisations] = await Promise.all([progressOf({ db, keys, bounds }, page.rows), organisationNames(db, ids)]);
      const { publicUrl } = deps.masthead('vi');
      const reminder = deps.texts('vi', 'home')('reminder.text', { link: publicUrl });
      const found = { groups: page.rows, next: page.next, isFirst: after === undefined, progress, organisations };
      requests.send(response, HomePage({ view, steps, duties, ...found, coming, unfinished, reminder }));
    }),
  );

  /** Only an office has days to keep; whoever organises for one unit sees their return where it is sent. */
  async function dueFor({ member, bounds, now }: Visit) {
    if (!may(member, 'write-reports')) return undefined;
    const plans = (await plansFor(deps.figures, member)).filter(({ closed }) => !closed);
    return dutiesOf(db, { bounds, today: today(now), plans, returns: true, denominators: may(member, 'enter-denominators') });
  }

  router.use(proofRoutes(deps, requests));
  return router;
}
