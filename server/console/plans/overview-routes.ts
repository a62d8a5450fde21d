import express, { type Router } from 'express';
import { overviewOf } from '../../plans/overview';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests } from '../requests';
import { OverviewPage } from './overview-page';
import { findVersion } from './plan-version-visit';

/** A plan in a few numbers. */
export function planOverviewRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  router.get(
    '/plans/:plan/overview',
    requests.forStaff('see-figures', async (visit) => {
      const found = await findVersion(deps, visit);
      if (found === undefined) return requests.notFound(visit);
      const { plan, version, query, path, filters } = found;
      const overview = overviewOf(await deps.figures.planFigures(query), version, today(visit.now));
      const place = path.at(-1)?.name ?? visit.view.t('plan.wholePlan');
      requests.send(
        visit.response,
        OverviewPage({ view: visit.view, plan, filters, overview, place, cutOff: query.cutOff, at: visit.now }),
      );
    }),
  );
  return router;
}
