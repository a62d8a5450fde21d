import express, { type Router } from 'express';
import { z } from 'zod';
import { loadAgencies } from '../../plans/agencies';
import { calendarConflicts, planCalendar } from '../../plans/calendar';
import { enteredValues } from '../../plans/entered-values';
import { planLines } from '../../plans/plan-lines';
import { yearOf } from '../../reach/period';
import { findPlanVersion } from '../../reach/plan';
import type { PlanVersion } from '../../reach/plan-version';
import { unitFigures } from '../../reach/unit-figures';
import { type DueDate, dueDateOf } from '../../reports/due-dates';
import type { ConsoleDeps } from '../console-deps';
import type { PlanSummary } from '../figure-source';
import { lastDay } from '../filters';
import { today } from '../format';
import type { Requests } from '../requests';
import { DocumentPage } from './document-page';
import { findVersion } from './plan-version-visit';

const asked = z.object({ year: z.coerce.number().int().optional().catch(undefined) });

/** A plan as it was issued: indicators, owners, reports. */
export function planDocumentRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const agencies = loadAgencies();

  router.get(
    '/plans/:plan/document',
    requests.forStaff('see-figures', async (visit) => {
      const found = await findVersion(deps, visit);
      if (found === undefined) return requests.notFound(visit);
      const { plan, plans, version, query } = found;
      const figures = await deps.figures.planFigures(query);
      const units = await unitFigures(deps.db, plan.id, { cutOff: lastDay(plan, today(visit.now)), now: visit.now });
      const years = yearsOf(plan);
      const wanted = asked.parse(visit.request.query).year;
      const year = years.find((one) => one === wanted) ?? yearOf(lastDay(plan, today(visit.now)));
      requests.send(
        visit.response,
        DocumentPage({
          view: visit.view,
          plan,
          issued: version.file.issued,
          lines: planLines(version.file),
          figures: new Map(figures.map((figure) => [figure.indicator.id, figure])),
          units: new Map(units.map((figure) => [figure.id, figure])),
          entered: await enteredValues(deps.db, visit.bounds, version.plan),
          agencies,
          calendar: { year, years, ...(await calendarOf(deps, plans, version, year)) },
        }),
      );
    }),
  );
  return router;
}

/** The plan's own reports; what collides with them may be wanted by another plan of the same year. */
async function calendarOf({ db }: ConsoleDeps, plans: readonly PlanSummary[], version: PlanVersion, year: number) {
  const inYear = plans.filter((plan) => yearsOf(plan).includes(year));
  const versions = await Promise.all(inYear.map(({ id }) => findPlanVersion(db, id)));
  const all = versions.flatMap((one) => (one === undefined ? [] : [{ id: one._id, file: one.file }]));
  const conflicts = calendarConflicts(planCalendar(all, year));
  const entries = planCalendar([{ id: version._id, file: version.file }], year);
  const types = [...new Set(entries.map(({ type }) => type))];
  const due = types.flatMap((type): readonly (readonly [string, DueDate])[] => {
    const date = dueDateOf(version, { type, year });
    return date === undefined ? [] : [[type, date]];
  });
  return {
    entries,
    due: new Map(due),
    conflicts: conflicts.filter(({ upper, lower }) => [upper.plan, lower.plan].includes(version._id)),
  };
}

function yearsOf({ from, to }: Pick<PlanSummary, 'from' | 'to'>): readonly number[] {
  return Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index);
}
