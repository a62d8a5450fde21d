import express, { type Router } from 'express';
import type { ConsoleDeps } from '../console-router';
import { PlanPage } from '../pages/plan-page';
import { findPlan } from '../plan-visit';
import type { Requests } from '../requests';

export function planRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  router.get(
    ['/', '/plans/:plan'],
    requests.forOfficer(async (visit) => {
      const found = await findPlan(deps, visit);
      if (typeof found === 'string') return requests.problem(visit.request, visit.response, found, visit.officer);
      const figures = await deps.figures.planFigures(found.query);
      requests.send(visit.response, PlanPage({ view: visit.view, ...found, figures }));
    }),
  );

  return router;
}
