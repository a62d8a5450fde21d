import express, { type Router } from 'express';
import { sendReturn } from '../../returns/change-return';
import { readReturnForm, returnForm } from '../../returns/return-file';
import { returnsOf } from '../../returns/returns-of';
import type { UnitReturn } from '../../storage/collections/unit-returns';
import { coversArea } from '../../storage/within';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import { returnLinks } from './links';
import { PeriodPage } from './period-page';

const mostFaults = 50;

/** One period's returns as a page and as an Excel file, out and in: a file with one fault writes nothing. */
export function returnFileRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'record-meetings';

  router.get(
    '/returns/periods/:plan/:period',
    requests.forStaff(permission, async (visit) => show(visit, [])),
  );

  router.get(
    '/returns/periods/:plan/:period/form.xlsx',
    requests.forStaff(permission, async (visit) => {
      const rows = await rowsOf(visit);
      if (rows.length === 0) return requests.notFound(visit);
      const open = rows.filter(({ state }) => state !== 'accepted');
      const file = await returnForm(open, visit.view.words('returns'));
      visit.response.attachment('returns.xlsx').type('xlsx').send(file);
    }),
  );

  router.post(
    '/returns/periods/:plan/:period/file',
    ...receiveFile(requests, 'file'),
    requests.forStaff(permission, async (visit) => {
      const rows = await rowsOf(visit);
      if (rows.length === 0) return requests.notFound(visit);
      const { bounds, member, now, view, request, response } = visit;
      const languages = [deps.texts('vi', 'returns'), deps.texts('en', 'returns')];
      const read = await readReturnForm(request.file?.buffer ?? Buffer.alloc(0), rows, languages);
      const r = view.words('returns');
      if ('refused' in read) return show(visit, [view.words('rosters')(`refused.${read.refused.reason}`, read.refused.values)], 422);
      if ('missing' in read) return show(visit, [r('fault.notTheForm')], 422);
      const faults = read.faults.map(({ line, column, message, values }) =>
        r('fault.inLine', { line, column: r(`column.${column}`), message: r(`fault.${message}`, values) }),
      );
      if (faults.length > 0 || read.returns.length === 0) return show(visit, faults.length > 0 ? faults : [r('fault.nothingFilled')], 422);
      for (const { id, sent } of read.returns) await sendReturn({ db: deps.db, bounds, by: member.id, now }, id, sent);
      await visit.record('return-sent', `${request.params.plan} ${request.params.period}`);
      response.redirect(
        303,
        returnLinks.period(String(request.params.plan), String(request.params.period), `filed-${read.returns.length}`),
      );
    }),
  );

  async function rowsOf({ bounds, request }: Visit): Promise<readonly UnitReturn[]> {
    return returnsOf(deps.db, bounds, { plan: String(request.params.plan), period: String(request.params.period) });
  }

  async function show(visit: Visit, faults: readonly string[], status = 200): Promise<void> {
    const rows = await rowsOf(visit);
    const [first] = rows;
    if (first === undefined) return requests.notFound(visit);
    const { plan, period } = first;
    const collects = rows.every(({ area }) => coversArea(visit.bounds, area));
    const done = doneText(visit);
    const shown = faults.slice(0, mostFaults);
    requests.send(
      visit.response,
      PeriodPage({ view: visit.view, plan, period, rows, today: today(visit.now), collects, faults: shown, done }),
      status,
    );
  }

  function doneText({ request, view }: Visit): string | undefined {
    const [what = '', number] = String(request.query.done).split('-');
    if (!['asked', 'reminded', 'filed'].includes(what)) return undefined;
    return view.words('returns')(`done.${what}`, { number: view.format.number(Number(number ?? 0) || 0) });
  }
  return router;
}
