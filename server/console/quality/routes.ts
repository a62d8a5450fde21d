import express, { type Router } from 'express';
import { z } from 'zod';
import { undecidedMatches } from '../../matches/match-queue';
import { type QualityFilter, qualityKinds, qualityRows } from '../../quality/quality-rows';
import { clearEvidenceQuery } from '../../queries/clear-query';
import type { ConsoleDeps } from '../console-deps';
import { lastDay } from '../filters';
import { today } from '../format';
import { plansFor } from '../place';
import type { Requests, Visit } from '../requests';
import { qualityLinks } from './links';
import { qualityCsv } from './quality-csv';
import { QualityPage } from './quality-page';

const filters = z.object({
  kind: z.enum(qualityKinds).optional().catch(undefined),
  state: z.enum(['open', 'cleared', 'all']).catch('open'),
  q: z.string().max(100).catch(''),
});
const clearing = z.object({ reason: z.string().trim().min(1).max(300) });
const done = z.object({ done: z.literal('cleared').optional().catch(undefined) });

/** What does not look right, what to do about it, and who may clear it. */
export function qualityRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'clear-queries';

  router.get(
    '/quality',
    requests.forStaff(permission, async (visit) => {
      const filter = filters.parse(visit.request.query);
      const rows = await rowsOf(visit, filter);
      const undecided = await undecidedMatches(deps.db, visit.bounds);
      const cleared = done.parse(visit.request.query).done !== undefined;
      requests.send(visit.response, QualityPage({ ...visit, filter, rows, undecided, done: cleared }));
    }),
  );

  router.get(
    '/quality/export.csv',
    requests.forStaff(permission, async (visit) => {
      const filter = filters.parse(visit.request.query);
      const csv = qualityCsv(visit.view, await rowsOf(visit, filter));
      await visit.record('exported', ['quality', filter.kind ?? 'all', filter.state].join(' '));
      visit.response
        .attachment(`${deps.demo ? 'demo-' : ''}hieu-luat-quality-${today(visit.now)}.csv`)
        .type('text/csv; charset=utf-8')
        .send(csv);
    }),
  );

  router.post(
    '/quality/queries/:query/clear',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const { bounds, member, request, response } = visit;
      const read = clearing.safeParse(request.body);
      const cleared = read.success
        ? await clearEvidenceQuery(deps, String(request.params.query), { bounds, by: member.id, reason: read.data.reason })
        : undefined;
      if (cleared === undefined) return requests.notFound(visit);
      await visit.record('evidence-query-cleared', cleared._id);
      response.redirect(303, qualityLinks.page({}, 'cleared'));
    }),
  );

  async function rowsOf(visit: Visit, filter: QualityFilter) {
    return qualityRows(deps.db, { bounds: visit.bounds, today: today(visit.now), excess: await excessOf(visit) }, filter);
  }

  /** Of whole plans: what lies outside somebody's bounds is left out by its name. */
  async function excessOf({ member, now }: Visit) {
    const plans = (await plansFor(deps.figures, member)).filter(({ closed }) => !closed);
    const found = plans.map(async (plan) => {
      const cutOff = lastDay(plan, today(now));
      const all = await deps.figures.planFigures({ plan: plan.id, node: { kind: 'plan', id: plan.id }, reading: plan.reading, cutOff });
      return all.flatMap(({ indicator, beyond = [] }) => beyond.map((one) => ({ ...one, plan: plan.id, indicator: indicator.id, cutOff })));
    });
    return (await Promise.all(found)).flat();
  }
  return router;
}
