import express, { type Router } from 'express';
import { z } from 'zod';
import { withdrawProposal } from '../../denominators/decide-proposals';
import { isToCome } from '../../denominators/entry';
import { readWorkforce } from '../../denominators/read-workforce';
import { enterWorkforce, reportsWorkforce, type WorkforceEntry, workforceEntry, workforceOf } from '../../denominators/workforce';
import { workforceTemplate } from '../../denominators/workforce-template';
import { fault, type RowError } from '../../organisations/csv-rows';
import { addDays, type Day, monthOf } from '../../reach/period';
import type { Organisation } from '../../storage/collections/organisations';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import { placeLinks } from './links';
import { faultsOf, organisationOf } from './place-visit';
import { type TypedWorkforce, WorkforcePage } from './workforce-page';

const text = z.string().trim().max(40).catch('');
const typed = z.object({ asOf: text, direct: text, agency: text, seasonal: text });
const done = z.object({
  done: z
    .string()
    .regex(/^(sent-\d{1,3}|withdrawn|late)$/)
    .optional()
    .catch(undefined),
});

/** An enterprise's monthly number of workers: by form, by file, withdrawn while nobody has decided. */
export function workforceRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'report-workforce';
  const acting = ({ bounds, member, now }: Visit) => ({ db: deps.db, bounds, by: member.id, now });

  router.get(
    '/places/organisations/:organisation/workforce',
    requests.forStaff(permission, async (visit) => {
      const organisation = await enterpriseOf(visit);
      if (organisation === undefined) return requests.notFound(visit);
      await show(visit, organisation);
    }),
  );

  router.post(
    '/places/organisations/:organisation/workforce',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const organisation = await enterpriseOf(visit);
      if (organisation === undefined) return requests.notFound(visit);
      const given = typed.parse(visit.request.body);
      const read = workforceEntry.safeParse(given);
      if (!read.success) return show(visit, organisation, { given, faults: faultsOf(visit.view, wrongIn(given, read.error)) });
      if (isToCome(read.data, today(visit.now))) return show(visit, organisation, { given, faults: { asOf: say(visit)('fault.toCome') } });
      await enter(visit, organisation, [read.data]);
    }),
  );

  router.post(
    '/places/organisations/:organisation/workforce/file',
    ...receiveFile(requests, 'file'),
    requests.forStaff(permission, async (visit) => {
      const organisation = await enterpriseOf(visit);
      if (organisation === undefined) return requests.notFound(visit);
      const read = await readWorkforce(visit.request.file?.buffer ?? Buffer.alloc(0), today(visit.now));
      if ('entries' in read) return enter(visit, organisation, read.entries);
      const w = say(visit);
      if ('refused' in read) {
        const fault = visit.view.words('rosters')(`refused.${read.refused.reason}`, read.refused.values);
        return show(visit, organisation, { faults: { file: fault } });
      }
      if ('missing' in read) return show(visit, organisation, { faults: { file: w('fault.columns') } });
      const imports = visit.view.words('imports');
      const lines = read.faults.map(({ line, column, message, values }) =>
        imports('line', { line, column: w(`column.${column}`), message: imports(message, values) }),
      );
      await show(visit, organisation, { faults: { file: w('fault.file', { count: lines.length }) }, lines });
    }),
  );

  router.get(
    '/places/organisations/:organisation/workforce/template.xlsx',
    requests.forStaff(permission, async (visit) => {
      const organisation = await enterpriseOf(visit);
      if (organisation === undefined) return requests.notFound(visit);
      const file = await workforceTemplate(today(visit.now), say(visit));
      visit.response.attachment('workforce.xlsx').type('xlsx').send(file);
    }),
  );

  router.post(
    '/places/organisations/:organisation/workforce/:proposal/withdraw',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const organisation = await enterpriseOf(visit);
      if (organisation === undefined) return requests.notFound(visit);
      const months = await workforceOf(acting(visit), organisation);
      const own = months.find(({ _id }) => _id === visit.request.params.proposal);
      if (own === undefined) return requests.notFound(visit);
      const decided = await withdrawProposal(acting(visit), own._id);
      if (decided === 'done') await visit.record('denominator-withdrawn', own._id);
      visit.response.redirect(303, placeLinks.workforce(organisation._id, decided === 'done' ? 'withdrawn' : 'late'));
    }),
  );

  async function enterpriseOf(visit: Visit): Promise<Organisation | undefined> {
    const organisation = await organisationOf(deps, visit);
    return organisation !== undefined && reportsWorkforce(organisation) ? organisation : undefined;
  }

  async function enter(visit: Visit, organisation: Organisation, entries: readonly WorkforceEntry[]): Promise<void> {
    const proposals = await enterWorkforce(acting(visit), organisation, entries, deps.texts('vi', 'workforce'));
    for (const { _id } of proposals) await visit.record('denominator-entered', _id);
    visit.response.redirect(303, placeLinks.workforce(organisation._id, `sent-${entries.length}`));
  }

  type Shown = { readonly given?: TypedWorkforce; readonly faults?: Faults; readonly lines?: readonly string[] };

  async function show(visit: Visit, organisation: Organisation, { given = nothing, faults = {}, lines = [] }: Shown = {}): Promise<void> {
    const { view, response, now } = visit;
    const months = await workforceOf(acting(visit), organisation);
    const asOf = given === nothing ? endOfLastMonth(today(now)) : given.asOf;
    const page = { view, organisation, months, typed: { ...given, asOf }, faults, lines, today: today(now), done: doneText(visit) };
    requests.send(response, WorkforcePage(page), Object.keys(faults).length === 0 ? 200 : 422);
  }
  return router;
}

const nothing: TypedWorkforce = { asOf: '', direct: '', agency: '', seasonal: '' };

function endOfLastMonth(day: Day): Day {
  return addDays(`${monthOf(day)}-01`, -1);
}

function say({ view }: Visit) {
  return view.words('workforce');
}

function wrongIn(given: Readonly<Record<string, string>>, { issues }: z.ZodError): readonly RowError[] {
  return issues.map(({ path, message }) => fault(0, String(path[0]), message, { value: given[String(path[0])] ?? '' }));
}

function doneText(visit: Visit): string | undefined {
  const [act, count] = (done.parse(visit.request.query).done ?? '').split('-');
  return act === '' ? undefined : say(visit)(`done.${act}`, { count: Number(count ?? 0) });
}
