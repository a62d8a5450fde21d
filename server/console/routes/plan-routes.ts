import express, { type Router } from 'express';
import type { Figure } from '../../reach/figure';
import type { AreaColumn } from '../components/area-matrix';
import type { ConsoleDeps } from '../console-deps';
import { exportFigures } from '../figures-export';
import { figuresJson } from '../figures-json';
import { figuresSchemaPath } from '../figures-schema-path';
import { lastDay } from '../filters';
import { today } from '../format';
import { homeOf } from '../home/home-of';
import { consolePath, nodeText } from '../links';
import { PlanPage } from '../pages/plan-page';
import { findPlan, type PlanVisit } from '../plan-visit';
import type { Requests, Visit } from '../requests';

export function planRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  const show = async (visit: Visit) => {
    const found = await findPlan(deps, visit);
    if (typeof found === 'string') return requests.problem(visit.request, visit.response, found, visit.member);
    const figures = await deps.figures.planFigures(found.query);
    const columns = await Promise.all(figures.map((total) => areaColumn(deps, found, total)));
    const areas = columns.filter(({ rows }) => rows.length > 0);
    const last = lastDay(found.plan, today(deps.now()));
    requests.send(visit.response, PlanPage({ view: visit.view, ...found, figures, areas, lastDay: last }));
  };

  router.get(
    '/',
    requests.forStaff('keep-own-account', async (visit) => {
      const home = homeOf(visit.member);
      if (home === consolePath) await show(visit);
      else visit.response.redirect(303, home);
    }),
  );

  router.get(['/figures', '/plans/:plan'], requests.forStaff('see-figures', show));

  router.get(
    '/plans/:plan/figures.json',
    requests.forStaff('see-figures', async (visit) => {
      const found = await findPlan(deps, visit);
      if (typeof found === 'string') return requests.problem(visit.request, visit.response, found, visit.member);
      visit.response.json(figuresJson(visit.view, await deps.figures.planFigures(found.query)));
    }),
  );

  router.get(
    '/plans/:plan/export.json',
    requests.forStaff('export-figures', async (visit) => {
      const found = await findPlan(deps, visit);
      if (typeof found === 'string') return requests.problem(visit.request, visit.response, found, visit.member);
      const { plan, query } = found;
      const figures = await deps.figures.planFigures(query);
      const columns = await Promise.all(figures.map((total) => areaColumn(deps, found, total)));
      const areas = columns.flatMap(({ rows }) => rows);
      const schema = `${deps.masthead('vi').publicUrl}${figuresSchemaPath}`;
      const days = query.since === undefined ? query.cutOff : `${query.since}_${query.cutOff}`;
      await visit.record('exported', [plan.id, 'json', nodeText(query.node), query.reading, days].join(' '));
      visit.response
        .attachment(`${deps.demo ? 'demo-' : ''}hieu-luat-figures-${query.reading}-${days}.json`)
        .json(exportFigures({ schema, demo: deps.demo, plan, query, figures, areas, now: visit.now }));
    }),
  );

  return router;
}

async function areaColumn({ figures }: ConsoleDeps, { query }: PlanVisit, total: Figure): Promise<AreaColumn> {
  const rows = query.node.kind === 'organisation' ? [] : await figures.breakdown({ ...query, indicator: total.indicator.id, by: 'area' });
  return { total, rows };
}
