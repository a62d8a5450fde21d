import express, { type Router } from 'express';
import { z } from 'zod';
import { heldMeetings } from '../../outputs/held-meetings';
import { acceptReturn, type ReturnChanged, returnForCorrection, sendReturn } from '../../returns/change-return';
import { readSent, typedNames } from '../../returns/typed-return';
import { staffNames } from '../../staff/staff-names';
import { type UnitReturn, unitReturnsWithin } from '../../storage/collections/unit-returns';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { returnLinks } from './links';
import { UnitPage } from './unit-page';

const note = z.object({ note: z.string().normalize('NFC').trim().min(1).max(500) });
const outcomes = ['sent', 'accepted', 'returned', 'not_found', 'accepted_already', 'not_sent', 'own_work', 'changed_meanwhile'];

/** One unit's return: sent by the unit, accepted or returned by whoever collects. */
export function unitRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const acting = ({ bounds, member, now }: Visit) => ({ db: deps.db, bounds, by: member.id, now });
  const find = ({ bounds, request }: Visit) => unitReturnsWithin(deps.db, bounds).findOne({ _id: { $eq: String(request.params.return) } });

  router.get(
    '/returns/units/:return',
    requests.forStaff('record-meetings', async (visit) => {
      const row = await find(visit);
      return row === undefined ? requests.notFound(visit) : show(visit, row, typedOf(row), {});
    }),
  );

  router.post(
    '/returns/units/:return',
    requests.withToken,
    requests.forStaff('record-meetings', async (visit) => {
      const row = await find(visit);
      if (row === undefined) return requests.notFound(visit);
      const read = readSent(visit.request.body ?? {});
      if ('faults' in read) {
        const r = visit.view.words('returns');
        const faults = Object.fromEntries(read.faults.map(({ field, message }) => [field, r(`fault.${message}`)]));
        const typed = z.record(z.string(), z.string().catch('')).catch({}).parse(visit.request.body);
        return show(visit, row, Object.fromEntries(typedNames.map((name) => [name, typed[name] ?? ''])), faults, 422);
      }
      const changed = await sendReturn(acting(visit), row._id, read.sent);
      await settled(visit, row, changed, 'sent');
    }),
  );

  router.post(
    '/returns/units/:return/accept',
    requests.withToken,
    requests.forStaff('write-reports', async (visit) => {
      const row = await find(visit);
      if (row === undefined) return requests.notFound(visit);
      await settled(visit, row, await acceptReturn(acting(visit), row._id), 'accepted');
    }),
  );

  router.post(
    '/returns/units/:return/return',
    requests.withToken,
    requests.forStaff('write-reports', async (visit) => {
      const row = await find(visit);
      if (row === undefined) return requests.notFound(visit);
      const read = note.safeParse(visit.request.body ?? {});
      if (!read.success) return show(visit, row, typedOf(row), { note: visit.view.words('returns')('fault.required') }, 422);
      await settled(visit, row, await returnForCorrection(acting(visit), row._id, read.data.note), 'returned');
    }),
  );

  async function settled(visit: Visit, { _id }: UnitReturn, changed: ReturnChanged, did: 'sent' | 'accepted' | 'returned'): Promise<void> {
    if (changed === 'done') await visit.record(`return-${did}`, _id);
    visit.response.redirect(303, returnLinks.one(_id, changed === 'done' ? did : changed));
  }

  async function show(
    visit: Visit,
    row: UnitReturn,
    typed: Readonly<Record<string, string>>,
    faults: Readonly<Record<string, string>>,
    status = 200,
  ): Promise<void> {
    const { view, bounds, request, response } = visit;
    const { organisation, period } = row;
    const [names, recorded] = await Promise.all([
      staffNames(
        deps.db,
        row.acts.map(({ by }) => by),
      ),
      organisation === undefined
        ? undefined
        : heldMeetings(deps.db, bounds, { from: period.from, to: period.to, inside: (place) => place.organisation === organisation }),
    ]);
    const asked = outcomes.find((one) => one === String(request.query.done));
    const done = asked === undefined ? undefined : view.words('returns')(`done.${asked}`);
    requests.send(response, UnitPage({ view, row, typed, faults, recorded, names, done }), status);
  }
  return router;
}

function typedOf({ values, difficulties = '', proposals = '' }: UnitReturn): Readonly<Record<string, string>> {
  const numbers = Object.entries(values ?? {}).map(([kind, value]) => [kind, String(value)]);
  return { ...Object.fromEntries(numbers), difficulties, proposals };
}
