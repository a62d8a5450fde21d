import express, { type Router } from 'express';
import { z } from 'zod';
import { gapOf, paceOf } from '../../plans/gap';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import { findIndicator } from '../indicator-visit';
import type { Requests } from '../requests';
import { GapPage } from './gap-page';

const asked = z.object({
  goal: z.coerce.number().min(1).max(100).optional().catch(undefined),
  by: z.iso.date().optional().catch(undefined),
});

/** What closes the gap of one indicator; there is none for service workers. */
export function gapRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  router.get(
    '/plans/:plan/indicators/:indicator/gap',
    requests.forStaff('see-figures', async (visit) => {
      const found = await findIndicator(deps, visit);
      if (typeof found === 'string' || found.figure.indicator.population === 'service-worker') return requests.notFound(visit);
      const { plan, query, figure, path, filters } = found;
      const { target, due, populations } = figure.indicator;
      const given = asked.parse(visit.request.query);
      const goal = {
        basisPoints: given.goal === undefined ? target.basisPoints : Math.round(given.goal * 100),
        strict: given.goal === undefined && target.strict,
        by: given.by ?? due ?? plan.to,
      };
      const rows =
        query.node.kind === 'organisation'
          ? []
          : await deps.figures.breakdown({ ...query, indicator: figure.indicator.id, by: 'organisation' });
      const gap = gapOf(figure, rows, goal);
      const shiftOf = (organisation: string) => deps.pushSettings?.shiftOf({ group: '', organisation })?.pattern;
      const day = today(visit.now);
      const pace =
        gap === undefined || goal.by <= day
          ? undefined
          : paceOf(gap.missing, { after: day, by: goal.by }, populations, deps.pushSettings?.calendar.closed ?? []);
      requests.send(visit.response, GapPage({ view: visit.view, plan, figure, path, filters, goal, gap, pace, shiftOf }));
    }),
  );
  return router;
}
