import express, { type Router } from 'express';
import { z } from 'zod';
import { currentPlans } from '../../reach/plan';
import { dueDateOf } from '../../reports/due-dates';
import { askReturns, unitKinds } from '../../returns/ask-returns';
import { markReminded } from '../../returns/change-return';
import { allReturns, notSent, returnsOf } from '../../returns/returns-of';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { AskPage } from './ask-page';
import { enteredRoutes } from './entered-routes';
import { returnFileRoutes } from './file-routes';
import { returnLinks } from './links';
import { outputRoutes } from './output-routes';
import { coveredPeriod, coveredPeriods } from './period-visit';
import { ReminderPage } from './reminder-page';
import { ReturnsPage } from './returns-page';
import { unitRoutes } from './unit-routes';

const ask = z.object({
  units: z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.enum(unitKinds)).min(1, 'units')),
  due: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'notADay'),
});
const typedAsk = z.object({
  units: z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.string())).catch([]),
  due: z.string().max(10).catch(''),
});

/** Units' returns of half-years and years: asked for, sent, returned for correction, accepted. */
export function returnRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const acting = ({ bounds, member, now }: Visit) => ({ db: deps.db, bounds, by: member.id, now });

  router.get(
    '/returns',
    requests.forStaff('record-meetings', async (visit) => {
      const asked = await allReturns(deps.db, visit.bounds);
      const askable = await coveredPeriods(deps, visit);
      requests.send(visit.response, ReturnsPage({ view: visit.view, asked, askable, titles: await titles() }));
    }),
  );

  router.get(
    '/returns/periods/:plan/:period/ask',
    requests.forStaff('write-reports', async (visit) => {
      const found = await coveredPeriod(deps, visit);
      if (found === undefined) return requests.notFound(visit);
      const due = dueDateOf(found.version, found.period);
      const typed = { due: due?.cutOff ?? '', units: unitKinds };
      requests.send(visit.response, AskPage({ view: visit.view, visit: found, due, typed, faults: {} }));
    }),
  );

  router.post(
    '/returns/periods/:plan/:period/ask',
    requests.withToken,
    requests.forStaff('write-reports', async (visit) => {
      const found = await coveredPeriod(deps, visit);
      if (found === undefined) return requests.notFound(visit);
      const read = ask.safeParse(visit.request.body);
      if (!read.success) {
        const r = visit.view.words('returns');
        const faults = Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), r(`fault.${message}`)]));
        const typed = typedAsk.parse(visit.request.body ?? {});
        const page = AskPage({ view: visit.view, visit: found, due: dueDateOf(found.version, found.period), typed, faults });
        return requests.send(visit.response, page, 422);
      }
      await askReturns(acting(visit), { ...found, ...read.data });
      await visit.record('returns-asked', `${found.version.plan} ${found.period.id}`);
      visit.response.redirect(303, returnLinks.period(found.version.plan, found.period.id, 'asked'));
    }),
  );

  router.get(
    '/returns/periods/:plan/:period/reminder',
    requests.forStaff('write-reports', async (visit) => {
      const { plan, rows } = await rowsOf(visit);
      const [first] = rows;
      if (first === undefined) return requests.notFound(visit);
      const title = (await titles()).get(plan) ?? plan;
      requests.send(visit.response, ReminderPage({ view: visit.view, plan, title, period: first.period, rows: notSent(rows) }));
    }),
  );

  router.post(
    '/returns/periods/:plan/:period/reminder',
    requests.withToken,
    requests.forStaff('write-reports', async (visit) => {
      const { plan, period, rows } = await rowsOf(visit);
      if (rows.length === 0) return requests.notFound(visit);
      await markReminded(acting(visit), notSent(rows));
      await visit.record('returns-reminded', `${plan} ${period}`);
      visit.response.redirect(303, returnLinks.period(plan, period, 'reminded'));
    }),
  );

  router.use(returnFileRoutes(deps, requests));
  router.use(unitRoutes(deps, requests));
  router.use(outputRoutes(deps, requests));
  router.use(enteredRoutes(deps, requests));
  return router;

  async function rowsOf({ bounds, request }: Visit) {
    const plan = String(request.params.plan);
    const period = String(request.params.period);
    return { plan, period, rows: await returnsOf(deps.db, bounds, { plan, period }) };
  }

  async function titles(): Promise<ReadonlyMap<string, string>> {
    return new Map((await currentPlans(deps.db)).map(({ plan, file }) => [plan, file.title_vi ?? file.number ?? plan]));
  }
}
