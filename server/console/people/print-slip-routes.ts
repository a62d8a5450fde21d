import { pipeline } from 'node:stream/promises';
import express, { type Router } from 'express';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { classesToPrint, linesToPrint, type PrintedClass } from '../../consents/lines-to-print';
import { organisationNames } from '../../organisations/find-places';
import { codeCards } from '../../printing/cards';
import { guardianSlips } from '../../printing/guardian-slips';
import { zone } from '../../reach/period';
import type { Group } from '../../storage/collections/groups';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import { PrintSlipsPage, printedKinds, type TypedPrint } from './print-slips-page';

const text = (most: number) => z.string().trim().max(most).catch('');
const form = z.object({
  group: text(64),
  what: z.enum(printedKinds).catch('slips'),
  contact: text(160),
  holder: text(120),
  returnBy: text(10),
});
const asked = z.object({ group: text(64) });

type Place = { readonly id: string; readonly name: string; readonly groups: readonly Group[] };

/** Slips and cards to print, from the lines of the classes and, for whole codes, from the office's own file. */
export function printSlipRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db, keys } = deps;
  const say = deps.texts('vi', 'printing');
  const forSchool = (handler: (visit: Visit, place: Place) => Promise<void>) =>
    requests.forStaff('record-consents', async (visit) => {
      const id = String(visit.request.params.organisation);
      const groups = await classesToPrint(db, visit.bounds, id);
      if (groups.length === 0) return requests.notFound(visit);
      await handler(visit, { id, name: (await organisationNames(db, [id])).get(id) ?? '', groups });
    });

  function show({ view, now, response }: Visit, { groups, ...organisation }: Place, typed: TypedPrint, faults: Faults = {}): void {
    const page = PrintSlipsPage({ view, organisation, groups, typed, today: today(now), faults });
    requests.send(response, page, Object.keys(faults).length === 0 ? 200 : 422);
  }

  router.get(
    '/slips/print/:organisation',
    forSchool(async (visit, place) => {
      const { group } = asked.parse(visit.request.query);
      const returnBy = DateTime.fromJSDate(visit.now, { zone }).plus({ days: 14 }).toISODate() ?? '';
      show(visit, place, { group, what: 'slips', contact: '', holder: '', returnBy });
    }),
  );

  router.post(
    '/slips/print/:organisation',
    receiveFile(requests, 'file'),
    forSchool(async (visit, place) => {
      const typed = form.parse(visit.request.body);
      const file = visit.request.file?.buffer;
      const faults = faultsOf(visit, typed, file);
      if (Object.keys(faults).length > 0) return show(visit, place, typed, faults);
      const chosen = place.groups.filter(({ _id }) => typed.group === '' || _id === typed.group);
      const found = await linesToPrint({ db, keys, now: visit.now }, chosen, file);
      const fault = visit.view.words('people')(`slips.print.fault.${file === undefined ? 'lines' : 'file'}`);
      if (found === undefined || found.length === 0) return show(visit, place, typed, { [file === undefined ? 'group' : 'file']: fault });
      await visit.record('roster-read', place.id);
      await print(visit, place, { typed, classes: found });
    }),
  );

  async function print({ response, now }: Visit, { id, name }: Place, { typed, classes }: Printed): Promise<void> {
    const masthead = { ...deps.masthead('vi'), printedAt: now };
    response.attachment(`hieu-luat-${typed.what}-${typed.group === '' ? id : typed.group}.pdf`).type('application/pdf');
    if (typed.what === 'cards') return pipeline(codeCards({ masthead, batches: classes.map(toBatch) }, say), response);
    const { contact, holder, returnBy } = typed;
    const slips = classes.map(({ name: className, lines }) => ({ name: className, holder, rows: lines }));
    await pipeline(guardianSlips({ masthead, organisation: name, contact, returnBy, classes: slips }, say), response);
  }

  return router;
}

type Printed = { readonly typed: TypedPrint; readonly classes: readonly PrintedClass[] };

function toBatch({ name, lines }: PrintedClass) {
  const rows = lines.flatMap(({ number, code }) => (code === undefined ? [] : [{ number, code }]));
  return { kind: 'roster' as const, groupName: name, rows };
}

/** A card has nothing to say to parents, but a code, which only the office's file has. */
function faultsOf({ view, now }: Visit, { what, contact, holder, returnBy }: TypedPrint, file: Buffer | undefined): Faults {
  const s = view.words('people');
  if (what === 'cards') return file === undefined ? { file: s('slips.print.fault.file') } : {};
  return {
    ...(contact === '' ? { contact: s('slips.print.fault.contact') } : {}),
    ...(holder === '' ? { holder: s('slips.print.fault.holder') } : {}),
    ...(!z.iso.date().safeParse(returnBy).success || returnBy < today(now) ? { returnBy: s('slips.print.fault.returnBy') } : {}),
  };
}
