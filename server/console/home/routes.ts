import express, { type Router } from 'express';
import { z } from 'zod';
import { findGroups, organisationNames } from '../../organisations/find-places';
import { firstSteps } from '../../progress/first-steps';
import { progressOf } from '../../progress/group-progress';
import { meetingsWithin } from '../../storage/collections/meetings';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
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
    requests.forStaff('manage-groups', async ({ request, response, view, bounds, now }) => {
      const { after } = query.parse(request.query);
      const meetings = meetingsWithin(db, bounds);
      const [page, steps, coming, unfinished] = await Promise.all([
        findGroups(db, bounds, { size: perPage, ...(after === undefined ? {} : { after }) }),
        after === undefined ? firstSteps(db, bounds) : [],
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
      requests.send(response, HomePage({ view, steps, ...found, coming, unfinished, reminder }));
    }),
  );

  router.use(proofRoutes(deps, requests));
  return router;
}
