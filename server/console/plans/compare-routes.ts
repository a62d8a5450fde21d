import express, { type Router } from 'express';
import { z } from 'zod';
import type { IndicatorPopulation } from '../../reach/figure';
import type { ConsoleDeps } from '../console-deps';
import { lastDay } from '../filters';
import { today } from '../format';
import { plansFor, scopeOf } from '../place';
import type { Requests, Visit } from '../requests';
import { type Compared, ComparePage } from './compare-page';

const populations = [
  'student',
  'student/vocational',
  'ip-worker',
  'service-worker',
  'official',
] as const satisfies readonly IndicatorPopulation[];
const asked = z.object({ population: z.enum(populations).optional().catch(undefined) });

/** The same people under every plan that asks for them: one activity is counted for all. */
export function compareRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  router.get(
    '/plans/compare',
    requests.forStaff('see-figures', async (visit) => {
      const rows = await rowsOf(deps, visit);
      const there = populations.filter((population) => rows.some(({ figure }) => figure.indicator.population === population));
      const population = asked.parse(visit.request.query).population ?? there[0];
      const shown = rows.filter(({ figure }) => figure.indicator.population === population);
      requests.send(visit.response, ComparePage({ view: visit.view, populations: there, population, rows: shown }));
    }),
  );
  return router;
}

async function rowsOf({ figures }: ConsoleDeps, { member, now }: Visit): Promise<readonly Compared[]> {
  const plans = await plansFor(figures, member);
  const rows = plans.map(async (plan) => {
    const node = scopeOf(member) ?? { kind: 'plan', id: plan.id };
    const cutOff = lastDay(plan, today(now));
    const found = await figures.planFigures({ plan: plan.id, node, reading: plan.reading, cutOff });
    return found.map((figure) => ({ plan, figure }));
  });
  return (await Promise.all(rows)).flat();
}
