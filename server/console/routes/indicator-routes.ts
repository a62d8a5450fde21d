import express, { type Router } from 'express';
import { z } from 'zod';
import type { Permission } from '../../staff/roles';
import { drawTrend } from '../charts/trend-chart';
import type { PeriodFigure } from '../components/previous-period';
import type { ConsoleDeps } from '../console-deps';
import { exportCsv } from '../export-csv';
import type { FigureQuery } from '../figure-source';
import { lastDay } from '../filters';
import { today } from '../format';
import { findIndicator, type IndicatorVisit } from '../indicator-visit';
import { nodeText } from '../links';
import { IndicatorPage } from '../pages/indicator-page';
import { periodBefore } from '../plan-periods';
import type { Requests, Visit } from '../requests';
import { sortRows } from '../sort-rows';

const look = z.object({ scheme: z.enum(['light', 'dark']).catch('light'), size: z.enum(['wide', 'narrow']).catch('wide') });

export function indicatorRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const forIndicator = (path: string, permission: Permission, handler: (visit: Visit, found: IndicatorVisit) => Promise<void>) =>
    router.get(
      `/plans/:plan/indicators/:indicator${path}`,
      requests.forStaff(permission, async (visit) => {
        const found = await findIndicator(deps, visit);
        if (typeof found === 'string') return requests.problem(visit.request, visit.response, found, visit.member);
        await handler(visit, found);
      }),
    );

  forIndicator('', 'see-figures', async ({ response, view }, found) => {
    const [points, rows, before] = await Promise.all([trendOf(deps, found), rowsOf(deps, found), beforeOf(deps, found)]);
    const last = lastDay(found.plan, today(deps.now()));
    requests.send(response, IndicatorPage({ view, ...found, points, rows, before, lastDay: last }));
  });

  forIndicator('/export.csv', 'export-figures', async ({ response, view, record }, found) => {
    const csv = exportCsv(view, found.plan, found.by, await rowsOf(deps, found));
    await record('exported', subjectOf(found));
    response.attachment(fileName(found, deps.demo)).type('text/csv; charset=utf-8').send(csv);
  });

  forIndicator('/trend.svg', 'see-figures', async ({ request, response, view }, found) => {
    const { verdict, low = 0 } = found.figure;
    const needed = verdict === undefined || verdict.missing === 0 ? undefined : low + verdict.missing;
    const svg = drawTrend(view, await trendOf(deps, found), look.parse(request.query), needed);
    // The drawing sets its type in attributes; shown as an image it can neither run nor load anything.
    response.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'").type('image/svg+xml').send(svg);
  });

  return router;
}

/** The period before the one that was chosen; service workers' figures tell of one week only. */
async function beforeOf({ figures }: ConsoleDeps, { plan, query, period, figure }: IndicatorVisit): Promise<PeriodFigure | undefined> {
  const earlier = period === undefined || figure.indicator.population === 'service-worker' ? undefined : periodBefore(plan, period);
  if (earlier === undefined) return undefined;
  const all = await figures.planFigures({ ...query, cutOff: earlier.to, since: earlier.from });
  const same = all.find(({ indicator }) => indicator.id === figure.indicator.id);
  return same === undefined ? undefined : { period: earlier, figure: same };
}

function trendOf({ figures }: ConsoleDeps, { query, figure }: IndicatorVisit) {
  return figures.trend({ ...query, indicator: figure.indicator.id });
}

/** What the table shows is what the file holds: both come from here. An organisation has no parts. */
async function rowsOf({ figures }: ConsoleDeps, { query, figure, filters, by }: IndicatorVisit) {
  if (query.node.kind === 'organisation') return [];
  return sortRows(await figures.breakdown({ ...query, indicator: figure.indicator.id, by }), filters);
}

function subjectOf({ query, figure, by }: IndicatorVisit): string {
  return [query.plan, figure.indicator.id, nodeText(query.node), by, query.reading, daysOf(query)].join(' ');
}

function fileName({ figure, query, by }: IndicatorVisit, demo: boolean): string {
  return `${demo ? 'demo-' : ''}hieu-luat-${figure.indicator.id}-${by}-${query.reading}-${daysOf(query)}.csv`;
}

function daysOf({ since, cutOff }: FigureQuery): string {
  return since === undefined ? cutOff : `${since}_${cutOff}`;
}
