import express, { type Router } from 'express';
import { z } from 'zod';
import { purposes } from '../../../bot/dialogue/fact';
import { type ClassSlips, classSlips, recordSlips } from '../../consents/class-slips';
import { withSlips } from '../../consents/lines-to-print';
import { organisationNames } from '../../organisations/find-places';
import { guardianFormVersion } from '../../printing/guardian-slips';
import { dayOf } from '../../reach/period';
import { groupsWithin } from '../../storage/collections/groups';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { ClassSlipsPage, type TypedSlips } from './class-slips-page';
import { peopleLinks } from './links';
import { SlipsPage } from './slips-page';

const perPage = 50;
const listed = z.object({ after: z.string().max(200).default('').catch('') });
const query = z.object({
  done: z
    .string()
    .regex(/^\d{1,5}$/)
    .optional()
    .catch(undefined),
});
const several = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .catch([]);
const form = z.object({
  code: several,
  purpose: several,
  formVersion: z.string().trim().max(40).catch(''),
  signedOn: z.string().max(10).catch(''),
  holder: z.string().trim().max(120).catch(''),
});

/** Slips that guardians signed, put in for a whole class at once. */
export function slipRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  router.get(
    '/slips',
    requests.forStaff('record-consents', async ({ request, response, bounds, view }) => {
      const { after } = listed.parse(request.query);
      const known = groupsWithin(deps.db, bounds);
      const found = await known.find({ _id: { $gt: after }, ...withSlips }, { sort: { _id: 1 }, limit: perPage + 1 });
      const groups = found.slice(0, perPage);
      const next = found.length > perPage ? groups.at(-1)?._id : undefined;
      const names = await organisationNames(deps.db, [...new Set(groups.map(({ organisation }) => organisation))]);
      requests.send(response, SlipsPage({ view, groups, next, names }));
    }),
  );

  const forClass = (handler: (visit: Visit, slips: ClassSlips) => Promise<void>) =>
    requests.forStaff('record-consents', async (visit) => {
      const slips = await classSlips(deps.db, visit.bounds, String(visit.request.params.group));
      if (slips === undefined) return requests.notFound(visit);
      await handler(visit, slips);
    });

  const show = ({ response, request, view, now }: Visit, slips: ClassSlips, typed?: TypedSlips, faults: Faults = {}): void => {
    const { done } = query.parse(request.query);
    const filled = typed ?? { codes: [], purposes: [...purposes], formVersion: guardianFormVersion, signedOn: dayOf(now), holder: '' };
    const page = { ...view, here: peopleLinks.classSlips(slips.group) };
    const status = Object.keys(faults).length === 0 ? 200 : 422;
    requests.send(response, ClassSlipsPage({ view: page, slips, typed: filled, faults, done }), status);
  };

  router.get(
    '/slips/:group',
    forClass(async (visit, slips) => show(visit, slips)),
  );

  router.post(
    '/slips/:group',
    requests.withToken,
    forClass(async (visit, slips) => {
      const { request, response, bounds, member, now, view } = visit;
      const { code, purpose, ...said } = form.parse(request.body);
      const typed: TypedSlips = { codes: code, purposes: purposes.filter((one) => purpose.includes(one)), ...said };
      const faults = faultsOf(typed, dayOf(now), view.words('people'));
      if (Object.keys(faults).length > 0) return show(visit, slips, typed, faults);
      const entry = { ...typed, group: slips.group, recordedBy: member.id };
      const recorded = await recordSlips({ db: deps.db, keys: deps.keys, accept: deps.accept }, bounds, entry, now);
      await visit.record(typed.purposes.length === 0 ? 'slips-withdrawn' : 'slips-recorded', `${slips.group} ${recorded}`);
      response.redirect(303, peopleLinks.classSlips(slips.group, String(recorded)));
    }),
  );
  return router;
}

function faultsOf(
  { codes, formVersion, signedOn, holder, purposes: agreed }: TypedSlips,
  today: string,
  s: (key: string) => string,
): Faults {
  return {
    ...(codes.length === 0 ? { code: s('slips.fault.code') } : {}),
    ...(agreed.length > 0 && !agreed.includes('learn') ? { purpose: s('slips.fault.purpose') } : {}),
    ...(formVersion === '' ? { formVersion: s('slips.fault.formVersion') } : {}),
    ...(!z.iso.date().safeParse(signedOn).success || signedOn > today ? { signedOn: s('slips.fault.signedOn') } : {}),
    ...(holder === '' ? { holder: s('slips.fault.holder') } : {}),
  };
}
