import express, { type Router } from 'express';
import { z } from 'zod';
import { findNode } from '../../denominators/find-node';
import { areasToOffer, topAreas } from '../../organisations/area-map';
import { budgetOf } from '../../outputs/budget';
import { enterOutput, outputEntry, withdrawOutput } from '../../outputs/enter-output';
import { outputsBetween } from '../../outputs/outputs-between';
import { addDays } from '../../reach/period';
import { currentPlans } from '../../reach/plan';
import { organisationsWithin } from '../../storage/collections/organisations';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { returnLinks } from './links';
import { OutputEntryPage, OutputsPage } from './output-pages';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const text = z.string().max(300).catch('');
const typed = z.object({ kind: text, amount: text, day: text, title: text, document: text, place: text });
const note = z.object({ note: z.string().normalize('NFC').trim().min(1).max(500) });

/** The register of outputs: what was done in some days, counted and entered. */
export function outputRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'record-meetings';
  const acting = ({ bounds, member, now }: Visit) => ({ db: deps.db, bounds, by: member.id, now });

  router.get(
    '/outputs',
    requests.forStaff(permission, async (visit) => show(visit)),
  );

  router.get(
    '/outputs/new',
    requests.forStaff(permission, async (visit) => {
      const own = visit.bounds !== 'everything' && 'organisations' in visit.bounds ? (visit.bounds.organisations[0] ?? '') : '';
      await form(visit, { kind: '', amount: '', day: today(visit.now), title: '', document: '', place: own }, {});
    }),
  );

  router.post(
    '/outputs',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const given = typed.parse(visit.request.body ?? {});
      const r = visit.view.words('returns');
      const node = await findNode(deps.db, visit.bounds, given.place);
      const read = outputEntry.safeParse(given);
      const wrong = read.success ? [] : read.error.issues.map(({ path, message }) => [String(path[0]), r(`fault.${message}`)] as const);
      const faults = {
        ...Object.fromEntries(wrong),
        ...(node === undefined ? { place: r('fault.place') } : {}),
        ...(given.day > today(visit.now) ? { day: r('fault.toCome') } : {}),
      };
      if (!read.success || node === undefined || Object.keys(faults).length > 0) return form(visit, given, faults, 422);
      const row = await enterOutput(acting(visit), node, read.data);
      await visit.record('output-entered', row._id);
      visit.response.redirect(303, returnLinks.outputs({ done: 'output' }));
    }),
  );

  router.post(
    '/outputs/:output/withdraw',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const id = String(visit.request.params.output);
      const read = note.safeParse(visit.request.body ?? {});
      const done = await withdrawOutput(acting(visit), id, read.data?.note ?? visit.view.words('returns')('noReason'));
      if (!done) return requests.notFound(visit);
      await visit.record('output-withdrawn', id);
      visit.response.redirect(303, returnLinks.outputs({ done: 'withdrawn' }));
    }),
  );

  async function form(visit: Visit, given: z.infer<typeof typed>, faults: Readonly<Record<string, string>>, status = 200): Promise<void> {
    const areas = await areasToOffer(deps.db, visit.bounds);
    requests.send(visit.response, OutputEntryPage({ view: visit.view, typed: given, faults, areas, today: today(visit.now) }), status);
  }

  async function show(visit: Visit): Promise<void> {
    const { view, bounds, now, request, response } = visit;
    const last = today(now);
    const to = day.catch(last).parse(request.query.to);
    const from = day.catch(yearStart(to)).parse(request.query.from);
    const area = await areaOf(visit);
    const outputs = area === undefined ? undefined : await outputsBetween(deps.db, bounds, { area, from, to });
    const budgets = (await currentPlans(deps.db))
      .filter((plan) => plan.area === area && plan.from <= to && plan.to > from)
      .map((plan) => ({ plan: plan.file.number ?? plan.plan, lines: budgetOf(plan, { from, to }) }))
      .filter(({ lines }) => lines.length > 0);
    const asked = ['output', 'withdrawn'].find((one) => one === String(request.query.done));
    const done = asked === undefined ? undefined : view.words('returns')(`done.${asked}`);
    requests.send(response, OutputsPage({ view, outputs, from, to, budgets, done }));
  }

  /** The widest unit of somebody's map: of whoever sees one organisation, the organisation's own. */
  async function areaOf({ bounds }: Visit): Promise<string | undefined> {
    const [top, second] = await topAreas(deps.db, bounds);
    if (top !== undefined && second === undefined) return top._id;
    const [plan] = bounds === 'everything' ? await currentPlans(deps.db) : [];
    if (plan !== undefined) return plan.area;
    return top?._id ?? (await organisationsWithin(deps.db, bounds).find({}, { limit: 1 }))[0]?.area;
  }
  return router;
}

/** A report's year begins on 15 December of the year before. */
function yearStart(day: string): string {
  const year = Number(day.slice(0, 4));
  const start = `${year}-12-15`;
  return addDays(day >= start ? start : `${year - 1}-12-15`, 0);
}
