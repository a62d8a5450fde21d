import express, { type Router } from 'express';
import { z } from 'zod';
import { findPlanVersion } from '../../reach/plan';
import { draftReport } from '../../reports/lifecycle';
import { findPeriod } from '../../reports/report-period';
import { takeSnapshot } from '../../reports/snapshot';
import { type ReportRow, reportsWithin } from '../../storage/collections/reports';
import { coversArea } from '../../storage/within';
import type { ConsoleDeps } from '../console-deps';
import { plansFor } from '../place';
import type { Requests, Visit } from '../requests';
import { BeginPage } from './begin-page';
import { reportFileRoutes } from './file-routes';
import { fromIssuer, issuerFaults, issuerForm, toIssuer, typedBack } from './issuer-form';
import { reportLinks } from './links';
import { periodRows } from './period-rows';
import { ReportsPage } from './reports-page';
import { reportStepRoutes } from './step-routes';

const wanted = z.object({ plan: z.string(), period: z.string(), corrects: z.string().max(40).optional() });

/** The reports of every plan whose whole area somebody sees: a report tells of the whole plan. */
export function reportRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  router.get(
    '/reports',
    requests.forStaff('write-reports', async (visit) => {
      requests.send(visit.response, ReportsPage({ view: visit.view, rows: await periodRows(deps, visit) }));
    }),
  );

  router.get(
    '/reports/new',
    requests.forStaff('write-reports', async (visit) => {
      const found = await findBeginning(deps, visit, visit.request.query);
      if (found === undefined) return requests.notFound(visit);
      const last = await lastReport(deps, visit, found.plan.id);
      const form = last === undefined ? {} : fromIssuer(last.issuer);
      requests.send(visit.response, BeginPage({ view: visit.view, ...found, form, faults: {} }));
    }),
  );

  router.post(
    '/reports',
    requests.withToken,
    requests.forStaff('write-reports', async (visit) => {
      const found = await findBeginning(deps, visit, visit.request.body);
      if (found === undefined) return requests.notFound(visit);
      const typed = issuerForm.safeParse(visit.request.body);
      if (!typed.success) {
        const page = BeginPage({
          view: visit.view,
          ...found,
          form: typedBack(visit.request.body),
          faults: issuerFaults(visit.view, typed.error),
        });
        return requests.send(visit.response, page, 422);
      }
      const { plan, period, area, corrects } = found;
      const snapshot = await takeSnapshot(deps, { plan, period });
      const draft = { snapshot, area, issuer: toIssuer(typed.data), ...(corrects === undefined ? {} : { corrects }) };
      const report = await draftReport({ db: deps.db, bounds: visit.bounds, by: visit.member.id, now: visit.now }, draft);
      await visit.record('report-drafted', report._id);
      visit.response.redirect(303, reportLinks.report(report._id));
    }),
  );

  router.use(reportStepRoutes(deps, requests));
  router.use(reportFileRoutes(deps, requests));
  return router;
}

async function findBeginning(deps: ConsoleDeps, visit: Visit, asked: unknown) {
  const { data } = wanted.safeParse(asked);
  const plan = data && (await plansFor(deps.figures, visit.member)).find(({ id }) => id === data.plan);
  const period = data && plan && findPeriod(plan, data.period);
  const version = plan && (await findPlanVersion(deps.db, plan.id));
  if (plan === undefined || period === undefined || version === undefined || !coversArea(visit.bounds, version.area)) return undefined;
  const corrected =
    data?.corrects === undefined ? undefined : await reportsWithin(deps.db, visit.bounds).findOne({ _id: { $eq: data.corrects } });
  if (data?.corrects !== undefined && corrected?.state !== 'frozen') return undefined;
  return { plan, period, area: version.area, corrects: data?.corrects };
}

async function lastReport({ db }: ConsoleDeps, { bounds }: Visit, plan: string): Promise<ReportRow | undefined> {
  return (await reportsWithin(db, bounds).find({ plan: { $eq: plan } }, { sort: { _id: -1 }, limit: 1 }))[0];
}
