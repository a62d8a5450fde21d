import express, { type Router } from 'express';
import { z } from 'zod';
import { organisationNames } from '../../organisations/find-places';
import { addMonths } from '../../reach/period';
import { type BasisForm, decideBasis, keptParts, recordBasis, withdrawBasis } from '../../rosters/bases';
import { rosterBasesWithin } from '../../storage/collections/roster-bases';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import { isDay } from '../places/days';
import type { Requests, Visit } from '../requests';
import { BasesPage, BasisQueuePage, type TypedBasis } from './bases-page';
import { rosterLinks } from './links';
import { type Place, placeOf } from './roster-place';

const text = z.string().trim().max(300).catch('');
const form = z.object({
  document: text,
  signer: text,
  purpose: text,
  notice: text,
  keeps: z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]),
  keepUntil: z.string().max(10).catch(''),
});
const decided = z.object({ decision: z.enum(['approved', 'refused']) });
const done = z.object({ done: z.enum(['recorded', 'wasWithdrawn', 'decided']).optional().catch(undefined) });
const longestMonths = 36;

/** Bases for keeping names and phones: sent by an organiser, decided on by a data officer who did not send it. */
export function basisRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db, keys } = deps;
  const store = { db, keys };
  const forPlace = (handler: (visit: Visit, place: Place) => Promise<void>) =>
    requests.forStaff('manage-rosters', async (visit) => {
      const place = await placeOf(deps, visit);
      if (place === undefined || place.group !== undefined) requests.notFound(visit);
      else await handler(visit, place);
    });

  const show = async (visit: Visit, place: Place, typed: TypedBasis, faults: Faults = {}) => {
    const { view, bounds, response, request } = visit;
    const bases = await rosterBasesWithin(db, bounds).find(
      { organisation: place.organisation._id },
      { sort: { recordedAt: -1 }, limit: 50 },
    );
    const said = done.parse(request.query).done;
    const notice = said === undefined ? undefined : view.words('roster-pages')(`basis.${said}`);
    const page = BasesPage({ view, place, bases, typed, faults, done: notice });
    requests.send(response, page, Object.keys(faults).length === 0 ? 200 : 422);
  };

  router.get(
    '/rosters/:organisation/bases',
    forPlace((visit, place) => show(visit, place, empty)),
  );

  router.post(
    '/rosters/:organisation/bases',
    requests.withToken,
    forPlace(async (visit, place) => {
      const typed = form.parse(visit.request.body);
      const { fields, faults } = fieldsOf(visit, typed);
      if (fields === undefined) return show(visit, place, typed, faults);
      const made = await recordBasis(
        store,
        { ...fields, organisation: place.organisation._id },
        { actor: visit.member.id, now: visit.now },
      );
      if (made === undefined) return requests.notFound(visit);
      visit.response.redirect(303, rosterLinks.bases(place.organisation._id, 'recorded'));
    }),
  );

  router.post(
    '/rosters/:organisation/bases/:basis/withdraw',
    requests.withToken,
    forPlace(async (visit, place) => {
      const { request, bounds, member, now } = visit;
      const mine = { _id: String(request.params.basis), organisation: place.organisation._id };
      const found = await rosterBasesWithin(db, bounds).findOne(mine);
      if (found === undefined || !(await withdrawBasis(store, found._id, { actor: member.id, now }))) return requests.notFound(visit);
      visit.response.redirect(303, rosterLinks.bases(place.organisation._id, 'wasWithdrawn'));
    }),
  );

  router.get(
    '/roster-bases',
    requests.forStaff('approve-bases', async ({ request, response, view, bounds }) => {
      const bases = await rosterBasesWithin(db, bounds).find(waiting, { sort: { recordedAt: 1 }, limit: 100 });
      const names = await organisationNames(
        db,
        bases.map(({ organisation }) => organisation),
      );
      const said = done.parse(request.query).done === 'decided' ? view.words('roster-pages')('basis.decided') : undefined;
      requests.send(response, BasisQueuePage({ view, bases, names, done: said }));
    }),
  );

  router.post(
    '/roster-bases/:basis/decide',
    requests.withToken,
    requests.forStaff('approve-bases', async (visit) => {
      const { request, bounds, member, now } = visit;
      const given = decided.safeParse(request.body);
      const found = await rosterBasesWithin(db, bounds).findOne({ _id: String(request.params.basis) });
      const acted =
        found !== undefined && given.success && (await decideBasis(store, found._id, given.data.decision, { actor: member.id, now }));
      if (!acted) return requests.notFound(visit);
      visit.response.redirect(303, rosterLinks.queue('decided'));
    }),
  );

  return router;
}

const waiting = { decision: { $exists: false }, withdrawnAt: { $exists: false } };
const empty: TypedBasis = { document: '', signer: '', purpose: '', notice: '', keeps: ['name'], keepUntil: '' };

type Read = { readonly fields?: Omit<BasisForm, 'organisation'>; readonly faults: Faults };

function fieldsOf({ view, now }: Visit, typed: TypedBasis): Read {
  const say = view.words('roster-pages');
  const day = today(now);
  const keeps = keptParts.filter((kept) => typed.keeps.includes(kept));
  const missing = (['document', 'signer', 'purpose', 'notice'] as const).filter((name) => typed[name] === '');
  const inTime = isDay(typed.keepUntil) && typed.keepUntil >= day && typed.keepUntil <= addMonths(day, longestMonths);
  const faults = {
    ...Object.fromEntries(missing.map((name) => [name, say('basis.required')])),
    ...(keeps.length === 0 ? { keeps: say('basis.required') } : {}),
    ...(inTime ? {} : { keepUntil: say('basis.badDay') }),
  };
  if (Object.keys(faults).length > 0) return { faults };
  const { document, signer, purpose, notice, keepUntil } = typed;
  return { fields: { document, signer, purpose, notice, keeps, keepUntil }, faults };
}
