import express, { type Router } from 'express';
import { z } from 'zod';
import { changeGroup, closeGroup, createGroup, type GroupFields, reopenGroup } from '../../organisations/edit-places';
import { organisationNames, organisationOfGroup } from '../../organisations/find-places';
import { batchesOf, groupCodesOf } from '../../organisations/group-codes';
import { schoolYear } from '../../organisations/school-year';
import { groupMessage } from '../../printing/group-message';
import { joinLink } from '../../printing/join-link';
import type { Group } from '../../storage/collections/groups';
import type { Organisation } from '../../storage/collections/organisations';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import type { TypedBatch } from './batch-panel';
import { isDay, proposedLastDay } from './days';
import { GroupPage } from './group-page';
import { placeLinks } from './links';
import { GroupForm, type TypedGroup } from './place-forms';
import { doneText, faultsOf, groupOf, organisationOf } from './place-visit';

const form = z.object({
  name: z.string().trim().max(200).catch(''),
  population: z.string().max(40).catch(''),
  term: z.string().trim().max(20).catch(''),
});
const closing = z.object({ closedOn: z.string().refine(isDay) });

/** One group: its page, its form, its end. */
export function groupRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db } = deps;
  const showForm = ({ response, view }: Visit, organisation: Organisation, typed: TypedGroup, faults: Faults, id?: string) => {
    const { _id, name, populations } = organisation;
    const page = GroupForm({ view, ...(id === undefined ? {} : { id }), organisation: { id: _id, name, populations }, typed, faults });
    requests.send(response, page, Object.keys(faults).length === 0 ? 200 : 422);
  };
  const forGroup = (handler: (visit: Visit, group: Group) => Promise<void>) =>
    requests.forStaff('manage-groups', async (visit) => {
      const group = await groupOf(deps, visit);
      if (group === undefined) requests.notFound(visit);
      else await handler(visit, group);
    });
  const forOrganisation = (handler: (visit: Visit, organisation: Organisation) => Promise<void>) =>
    requests.forStaff('manage-groups', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      if (organisation === undefined || organisation.kind === 'establishment-group') requests.notFound(visit);
      else await handler(visit, organisation);
    });

  router.get(
    '/places/organisations/:organisation/groups/new',
    forOrganisation(async (visit, organisation) => showForm(visit, organisation, emptyForm(organisation), {})),
  );

  router.post(
    '/places/organisations/:organisation/groups/new',
    requests.withToken,
    forOrganisation(async (visit, organisation) => {
      const { typed, fields, faults } = fieldsOf(visit, organisation);
      if (fields === undefined) return showForm(visit, organisation, typed, faults);
      const made = await createGroup({ db, bounds: visit.bounds, now: visit.now }, organisation, fields);
      if ('faults' in made) return showForm(visit, organisation, typed, faultsOf(visit.view, made.faults));
      await visit.record('place-saved', made.saved._id);
      visit.response.redirect(303, placeLinks.group(made.saved._id, { done: 'saved' }));
    }),
  );

  router.get(
    '/places/groups/:group',
    forGroup((visit, group) => showGroup(deps, requests, visit, group)),
  );

  router.get(
    '/places/groups/:group/edit',
    forGroup(async (visit, group) => {
      const organisation = await organisationOfGroup(db, group);
      if (organisation === undefined) return requests.notFound(visit);
      showForm(visit, organisation, typedOf(group), {}, group._id);
    }),
  );

  router.post(
    '/places/groups/:group/edit',
    requests.withToken,
    forGroup(async (visit, group) => {
      const organisation = await organisationOfGroup(db, group);
      if (organisation === undefined) return requests.notFound(visit);
      const { typed, fields, faults } = fieldsOf(visit, organisation);
      if (fields === undefined) return showForm(visit, organisation, typed, faults, group._id);
      const changed = await changeGroup({ db, bounds: visit.bounds, now: visit.now }, group, organisation, fields);
      if ('faults' in changed) return showForm(visit, organisation, typed, faultsOf(visit.view, changed.faults), group._id);
      await visit.record('place-saved', group._id);
      visit.response.redirect(303, placeLinks.group(group._id, { done: 'saved' }));
    }),
  );

  router.post(
    '/places/groups/:group/close',
    requests.withToken,
    forGroup(async (visit, group) => {
      const given = closing.safeParse(visit.request.body);
      if (!given.success) {
        return showGroup(deps, requests, visit, group, { faults: { closedOn: visit.view.words('places')('form.badRequest') } });
      }
      await closeGroup({ db, bounds: visit.bounds, now: visit.now }, group._id, given.data.closedOn);
      await visit.record('place-closed', group._id);
      visit.response.redirect(303, placeLinks.group(group._id, { done: 'wasClosed' }));
    }),
  );

  router.post(
    '/places/groups/:group/reopen',
    requests.withToken,
    forGroup(async (visit, group) => {
      await reopenGroup({ db, bounds: visit.bounds, now: visit.now }, group._id);
      await visit.record('place-saved', group._id);
      visit.response.redirect(303, placeLinks.group(group._id, { done: 'reopened' }));
    }),
  );

  return router;
}

type Shown = { readonly faults?: Faults; readonly typed?: TypedBatch };

export async function showGroup(
  deps: ConsoleDeps,
  requests: Requests,
  visit: Visit,
  group: Group,
  { faults = {}, typed }: Shown = {},
): Promise<void> {
  const { db, keys } = deps;
  const { response, view, bounds, now } = visit;
  const [codes, batches, names] = await Promise.all([
    groupCodesOf(db, keys, bounds, group._id, now),
    batchesOf(db, bounds, { group: group._id }),
    organisationNames(db, [group.organisation]),
  ]);
  const day = today(now);
  const lastDay = proposedLastDay(day);
  const page = GroupPage({
    view,
    group,
    organisationName: names.get(group.organisation) ?? group.organisation,
    codes,
    ...shownCode(deps, codes, now),
    batches,
    typed: typed ?? { count: '40', lastDay, format: 'cards' },
    faults,
    today: day,
    lastDay,
    done: doneText(visit, 'group'),
  });
  requests.send(response, page, Object.keys(faults).length === 0 ? 200 : 422);
}

/** The open code in every form it is given out in. */
function shownCode(
  { masthead, texts }: ConsoleDeps,
  codes: Awaited<ReturnType<typeof groupCodesOf>>,
  now: Date,
): { readonly link?: string; readonly messenger?: string; readonly message?: string } {
  const open = codes.find((code) => code.open);
  if (open?.code === undefined) return {};
  const head = { ...masthead('vi'), printedAt: now };
  const message = groupMessage({ masthead: head, code: open.code, expiresAt: open.expiresAt }, texts('vi', 'printing'));
  const messenger = head.messenger === undefined ? {} : { messenger: `https://m.me/${head.messenger}?ref=${open.code}` };
  return { link: joinLink(head.publicUrl, open.code), ...messenger, message };
}

function emptyForm({ populations }: Organisation): TypedGroup {
  return { name: '', population: populations[0] ?? '', term: '' };
}

function typedOf({ name, population, term }: Group): TypedGroup {
  return { name, population, term: term?.name ?? '' };
}

type Read = { readonly typed: TypedGroup; readonly fields?: GroupFields; readonly faults: Faults };

function fieldsOf({ request, view }: Visit, organisation: Organisation): Read {
  const typed = form.parse(request.body);
  const say = view.words('places');
  const term = typed.term === '' ? undefined : schoolYear(typed.term);
  const population = organisation.populations.find((one) => one === typed.population);
  const faults = {
    ...(typed.name === '' ? { name: say('form.required') } : {}),
    ...(population === undefined ? { population: say('form.badRequest') } : {}),
    ...(typed.term !== '' && term === undefined ? { term: say('group.termBad') } : {}),
  };
  if (Object.keys(faults).length > 0 || population === undefined) return { typed, faults };
  return { typed, fields: { name: typed.name.normalize('NFC'), population, ...(term === undefined ? {} : { term }) }, faults };
}
