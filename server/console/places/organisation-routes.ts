import express, { type Router } from 'express';
import { z } from 'zod';
import { populations } from '../../../courses/model';
import { areaNamed, areaNames, areasToOffer } from '../../organisations/area-map';
import {
  changeOrganisation,
  closeOrganisation,
  createOrganisation,
  type OrganisationFields,
  reopenOrganisation,
} from '../../organisations/edit-places';
import { findGroups } from '../../organisations/find-places';
import { batchesOf } from '../../organisations/group-codes';
import { isKind, kinds } from '../../organisations/staged/place-words';
import type { Organisation } from '../../storage/collections/organisations';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import type { TypedBatch } from './batch-panel';
import { isDay, proposedLastDay } from './days';
import { placeLinks } from './links';
import { OrganisationPage } from './organisation-page';
import { OrganisationForm, type TypedOrganisation } from './place-forms';
import { doneText, faultsOf, organisationOf, readListQuery, searchOf } from './place-visit';

const list = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);
const form = z.object({
  name: z.string().trim().max(200).catch(''),
  kind: z.string().max(64).catch(''),
  area: z.string().trim().max(100).catch(''),
  populations: list,
  establishments: z.string().trim().max(6).catch(''),
});
const closing = z.object({ closedOn: z.string().refine(isDay) });

/** One organisation: its page, its form, its end. */
export function organisationRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db } = deps;

  const showForm = async ({ response, view, bounds }: Visit, typed: TypedOrganisation, faults: Faults, id?: string) => {
    const areas = await areasToOffer(db, bounds);
    const page = OrganisationForm({ view, ...(id === undefined ? {} : { id }), typed, faults, kinds, areas });
    requests.send(response, page, Object.keys(faults).length === 0 ? 200 : 422);
  };
  const read = async ({ request, bounds, view }: Visit) => {
    const typed = form.parse(request.body);
    return { typed, ...(await fieldsOf(typed, await areaNamed(db, bounds, typed.area), view.words('places'))) };
  };

  router.get(
    '/places/organisations/new',
    requests.forStaff('manage-places', (visit) => showForm(visit, emptyForm, {})),
  );

  router.post(
    '/places/organisations/new',
    requests.withToken,
    requests.forStaff('manage-places', async (visit) => {
      const { typed, fields, faults } = await read(visit);
      if (fields === undefined) return showForm(visit, typed, faults);
      const made = await createOrganisation({ db, bounds: visit.bounds, now: visit.now }, fields);
      if ('faults' in made) return showForm(visit, typed, faultsOf(visit.view, made.faults));
      await visit.record('place-saved', made.saved._id);
      visit.response.redirect(303, placeLinks.organisation(made.saved._id, { done: 'saved' }));
    }),
  );

  router.get(
    '/places/organisations/:organisation',
    requests.forStaff('manage-groups', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      if (organisation === undefined) return requests.notFound(visit);
      await showOrganisation(deps, requests, visit, organisation);
    }),
  );

  router.get(
    '/places/organisations/:organisation/edit',
    requests.forStaff('manage-places', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      if (organisation === undefined) return requests.notFound(visit);
      await showForm(visit, typedOf(organisation), {}, organisation._id);
    }),
  );

  router.post(
    '/places/organisations/:organisation/edit',
    requests.withToken,
    requests.forStaff('manage-places', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      if (organisation === undefined) return requests.notFound(visit);
      const { typed, fields, faults } = await read(visit);
      if (fields === undefined) return showForm(visit, typed, faults, organisation._id);
      const changed = await changeOrganisation({ db, bounds: visit.bounds, now: visit.now }, organisation, fields);
      if ('faults' in changed) return showForm(visit, typed, faultsOf(visit.view, changed.faults), organisation._id);
      await visit.record('place-saved', organisation._id);
      visit.response.redirect(303, placeLinks.organisation(organisation._id, { done: 'saved' }));
    }),
  );

  router.post(
    '/places/organisations/:organisation/close',
    requests.withToken,
    requests.forStaff('manage-places', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      if (organisation === undefined) return requests.notFound(visit);
      const given = closing.safeParse(visit.request.body);
      const fault = { closedOn: visit.view.words('places')('form.badRequest') };
      if (!given.success) return showOrganisation(deps, requests, visit, organisation, { faults: fault });
      await closeOrganisation({ db, bounds: visit.bounds, now: visit.now }, organisation._id, given.data.closedOn);
      await visit.record('place-closed', organisation._id);
      visit.response.redirect(303, placeLinks.organisation(organisation._id, { done: 'wasClosed' }));
    }),
  );

  router.post(
    '/places/organisations/:organisation/reopen',
    requests.withToken,
    requests.forStaff('manage-places', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      if (organisation === undefined) return requests.notFound(visit);
      await reopenOrganisation({ db, bounds: visit.bounds, now: visit.now }, organisation._id);
      await visit.record('place-saved', organisation._id);
      visit.response.redirect(303, placeLinks.organisation(organisation._id, { done: 'reopened' }));
    }),
  );

  return router;
}

type Shown = { readonly faults?: Faults; readonly typed?: TypedBatch };

export async function showOrganisation(
  { db, now }: ConsoleDeps,
  requests: Requests,
  visit: Visit,
  organisation: Organisation,
  { faults = {}, typed }: Shown = {},
): Promise<void> {
  const { request, response, view, bounds } = visit;
  const query = readListQuery(request.query);
  const apart = organisation.kind === 'establishment-group';
  const [groups, batches, areas] = await Promise.all([
    apart ? { rows: [] } : findGroups(db, bounds, { ...searchOf(query), organisation: organisation._id }),
    apart ? batchesOf(db, bounds, { organisation: organisation._id }) : undefined,
    areaNames(db, [organisation.area]),
  ]);
  const day = today(now());
  const page = OrganisationPage({
    view,
    organisation,
    areaName: areas.get(organisation.area) ?? organisation.area,
    groups,
    query,
    batches,
    typed: typed ?? { count: '40', lastDay: proposedLastDay(day), format: 'cards' },
    faults,
    today: day,
    done: doneText(visit, 'organisation'),
  });
  requests.send(response, page, Object.keys(faults).length === 0 ? 200 : 422);
}

const emptyForm: TypedOrganisation = { name: '', kind: 'upper-secondary-school', area: '', populations: [], establishments: '' };

function typedOf({ name, kind, area, populations, establishments }: Organisation): TypedOrganisation {
  return { name, kind, area, populations, establishments: establishments === undefined ? '' : `${establishments}` };
}

type Read = { readonly fields?: OrganisationFields; readonly faults: Faults };

async function fieldsOf(typed: TypedOrganisation, area: { readonly _id: string } | undefined, say: (key: string) => string): Promise<Read> {
  const { name, kind } = typed;
  const chosen = populations.filter((population) => typed.populations.includes(population));
  const count = Number(typed.establishments);
  const faults = {
    ...(name === '' ? { name: say('form.required') } : {}),
    ...(area === undefined ? { area: say('organisation.areaUnknown') } : {}),
    ...(isKind(kind) ? {} : { kind: say('form.badRequest') }),
    ...(chosen.length === 0 ? { populations: say('form.required') } : {}),
    ...(Number.isInteger(count) && count >= 0 ? {} : { establishments: say('form.badRequest') }),
  };
  if (Object.keys(faults).length > 0 || area === undefined || !isKind(kind)) return { faults };
  const establishments = kind === 'establishment-group' ? { establishments: count } : {};
  return { fields: { name: name.normalize('NFC'), kind, area: area._id, populations: chosen, ...establishments }, faults };
}
