import express, { type Router } from 'express';
import { z } from 'zod';
import { decideFigure, enterFigure, readEntry } from '../../entered/enter-figure';
import { type EnteredLine, enteredFigures } from '../../entered/entered-lines';
import { keepPaper } from '../../papers/keep-paper';
import { staffNames } from '../../staff/staff-names';
import { enteredFiguresWithin } from '../../storage/collections/entered-figures';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import { EnteredPage, EnteredPeriodsPage, FigureEntryPage } from './entered-pages';
import { returnLinks } from './links';
import { coveredPeriod, coveredPeriods, type PeriodVisit } from './period-visit';

const text = z.string().max(2_000).catch('');
const typed = z.object({ value: text, of: text, result: text, agency: text, document: text, day: text, tooLarge: text });
const note = z.object({ note: z.string().normalize('NFC').trim().min(1).max(500) });
type Typed = z.infer<typeof typed>;
type Faults = Readonly<Record<string, string>>;

/** Indicators that are not counted from the ledger: one figure a period, with its document. */
export function enteredRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const acting = ({ bounds, member, now }: Visit) => ({ db: deps.db, bounds, by: member.id, now });

  router.get(
    '/entered',
    requests.forStaff('enter-denominators', async (visit) => {
      requests.send(visit.response, EnteredPeriodsPage({ view: visit.view, plans: await coveredPeriods(deps, visit) }));
    }),
  );

  router.get(
    '/entered/:plan/:period',
    requests.forStaff('enter-denominators', async (visit) => {
      const found = await coveredPeriod(deps, visit);
      if (found === undefined) return requests.notFound(visit);
      const lines = await linesOf(visit, found);
      const acts = lines.flatMap(({ history }) =>
        history.flatMap(({ entered, decided }) => [entered.by, ...(decided === undefined ? [] : [decided.by])]),
      );
      const names = await staffNames(deps.db, acts);
      const asked = ['entered', 'confirmed', 'refused', 'own_work', 'decided_already', 'needs_note'].find(
        (one) => one === String(visit.request.query.done),
      );
      const done = asked === undefined ? undefined : visit.view.words('returns')(`entered.done.${asked}`);
      requests.send(visit.response, EnteredPage({ view: visit.view, visit: found, lines, names, done }));
    }),
  );

  router.get(
    '/entered/:plan/:period/:indicator',
    requests.forStaff('enter-denominators', async (visit) => {
      const found = await lineOf(visit);
      return found === undefined ? requests.notFound(visit) : show(visit, found, typed.parse({}), {});
    }),
  );

  router.post(
    '/entered/:plan/:period/:indicator',
    ...receiveFile(requests, 'paper'),
    requests.forStaff('enter-denominators', async (visit) => {
      const found = await lineOf(visit);
      if (found === undefined) return requests.notFound(visit);
      const { line, version, period } = found;
      const given = typed.parse(visit.request.body ?? {});
      const bytes = visit.request.file?.buffer;
      const read = readEntry(line.form, given);
      const faults = { ...faultsOf(visit, read), ...paperFaults(visit, line, given, bytes) };
      if (!read.success || Object.keys(faults).length > 0) return show(visit, found, given, faults, 422);
      const keeping = { ...acting(visit), keys: deps.keys };
      const paper = bytes === undefined ? undefined : await keepPaper(keeping, { area: version.area }, bytes);
      if (bytes !== undefined && paper === undefined)
        return show(visit, found, given, { paper: visit.view.words('returns')('fault.paper') }, 422);
      const figure = { plan: version, period, line, entry: read.data, ...(paper === undefined ? {} : { paper: paper._id }) };
      const { _id } = await enterFigure(acting(visit), figure);
      await visit.record('figure-entered', _id);
      visit.response.redirect(303, returnLinks.enteredPeriod(version.plan, period.id, 'entered'));
    }),
  );

  const decide = (act: 'confirm' | 'refuse') =>
    router.post(
      `/entered-figures/:figure/${act}`,
      requests.withToken,
      requests.forStaff('approve-denominators', async (visit) => {
        const figure = await enteredFiguresWithin(deps.db, visit.bounds).findOne({ _id: { $eq: String(visit.request.params.figure) } });
        if (figure === undefined) return requests.notFound(visit);
        const said = note.safeParse(visit.request.body ?? {}).data?.note;
        const back = (done: string) => visit.response.redirect(303, returnLinks.enteredPeriod(figure.plan, figure.periodId, done));
        if (act === 'refuse' && said === undefined) return back('needs_note');
        const done = await decideFigure(acting(visit), figure._id, act === 'refuse' ? said : undefined);
        if (done === 'done') await visit.record(act === 'confirm' ? 'figure-confirmed' : 'figure-refused', figure._id);
        back(done === 'done' ? (act === 'confirm' ? 'confirmed' : 'refused') : done);
      }),
    );
  decide('confirm');
  decide('refuse');

  type Found = PeriodVisit & { readonly line: EnteredLine };

  function linesOf({ bounds }: Visit, { version, period }: PeriodVisit): Promise<readonly EnteredLine[]> {
    return enteredFigures(deps.db, bounds, { plan: version, period: period.id });
  }

  async function lineOf(visit: Visit): Promise<Found | undefined> {
    const found = await coveredPeriod(deps, visit);
    if (found === undefined) return undefined;
    const line = (await linesOf(visit, found)).find(({ indicator }) => indicator.id === visit.request.params.indicator);
    return line === undefined ? undefined : { ...found, line };
  }

  async function show(visit: Visit, found: Found, given: Typed, faults: Faults, status = 200): Promise<void> {
    requests.send(visit.response, FigureEntryPage({ view: visit.view, ...found, typed: given, faults, today: today(visit.now) }), status);
  }

  function faultsOf({ view, now }: Visit, read: ReturnType<typeof readEntry>): Faults {
    const r = view.words('returns');
    if (read.success) return read.data.day > today(now) ? { day: r('fault.toCome') } : {};
    return Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), r(`fault.${message}`)]));
  }

  function paperFaults({ view }: Visit, { proof, guarded }: EnteredLine, given: Typed, bytes: Buffer | undefined): Faults {
    const r = view.words('returns');
    if (given.tooLarge !== '') return { paper: r('fault.paper') };
    if (guarded) return bytes === undefined ? {} : { paper: r('fault.noPaper') };
    return proof && bytes === undefined ? { paper: r('fault.proof') } : {};
  }
  return router;
}
