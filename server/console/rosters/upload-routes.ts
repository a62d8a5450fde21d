import express, { type Router } from 'express';
import { z } from 'zod';
import { createGroup } from '../../organisations/edit-places';
import { schoolYearOf } from '../../organisations/school-year';
import { dayOf } from '../../reach/period';
import { standingBases } from '../../rosters/bases';
import { dryRun } from '../../rosters/dry-run';
import { type Field, fields } from '../../rosters/mapping/fields';
import type { SheetMapping } from '../../rosters/mapping/map-sheet';
import { withFields } from '../../rosters/mapping/map-sheet';
import { proposeMapping, rememberMappings } from '../../rosters/mapping/propose-mapping';
import { readRosterFile } from '../../rosters/reading/read-roster-file';
import { findUpload, keepUpload } from '../../rosters/uploads';
import { type Group, groupsWithin } from '../../storage/collections/groups';
import { rosterImportsWithin } from '../../storage/collections/roster-imports';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import { rosterLinks } from './links';
import { MappingPage } from './mapping-page';
import { type Place, placeOf } from './roster-place';
import { RostersPage } from './rosters-page';

const uploadForm = z.object({
  group: z.string().max(64).optional().catch(undefined),
  basis: z.string().max(64).optional().catch(undefined),
});
const students = new Set(['upper-secondary', 'vocational', 'higher-education']);
const mostImports = 20;
const mostNewGroups = 500;

/** A file is brought, its columns are named, and it is tried. */
export function uploadRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db, keys } = deps;
  const store = { db, keys };
  const forPlace = (handler: (visit: Visit, place: Place) => Promise<void>) =>
    requests.forStaff('manage-rosters', async (visit) => {
      const place = await placeOf(deps, visit);
      if (place === undefined) requests.notFound(visit);
      else await handler(visit, place);
    });

  router.get(
    '/rosters/:organisation',
    forPlace((visit, place) => showRosters(visit, place)),
  );

  router.post(
    '/rosters/:organisation',
    receiveFile(requests, 'file'),
    forPlace(async (visit, given) => {
      const { group, basis } = uploadForm.parse(visit.request.body);
      const place = group === undefined || group === '' ? given : await placeOf(deps, visit, group);
      if (place === undefined) return requests.notFound(visit);
      const read = await readRosterFile(visit.request.file?.buffer ?? Buffer.alloc(0));
      const say = visit.view.words('rosters');
      if ('refused' in read) return showRosters(visit, given, { file: say(`refused.${read.refused.reason}`, read.refused.values) });
      const { organisation } = place;
      const upload = await keepUpload(
        { ...store, bounds: visit.bounds, now: visit.now },
        {
          area: organisation.area,
          organisation: organisation._id,
          ...(place.group === undefined ? {} : { group: place.group._id }),
          staff: visit.member.id,
          ...(basis === undefined || basis === '' ? {} : { basis }),
          file: read.file,
        },
      );
      if (upload === undefined) return showRosters(visit, given, { file: visit.view.words('roster-pages')('upload.tooLarge') });
      visit.response.redirect(303, rosterLinks.upload(organisation._id, upload));
    }),
  );

  router.get(
    '/rosters/:organisation/uploads/:upload',
    forPlace(async (visit, place) => {
      const found = await uploadOf(visit, place);
      if (found === undefined) return requests.notFound(visit);
      const mappings = await proposeMapping(store, place.organisation._id, found.file);
      await visit.record('roster-read', found.upload._id);
      requests.send(visit.response, MappingPage({ view: visit.view, place, upload: found.upload._id, file: found.file, mappings }));
    }),
  );

  router.post(
    '/rosters/:organisation/uploads/:upload',
    requests.withToken,
    forPlace(async (visit, place) => {
      const found = await uploadOf(visit, place);
      if (found === undefined) return requests.notFound(visit);
      const proposed = await proposeMapping(store, place.organisation._id, found.file);
      const mappings = proposed.map((mapping, index) => withFields(mapping, chosenIn(visit.request.body, mapping, index)));
      await tryIt(visit, place, found, mappings);
    }),
  );

  router.post(
    '/rosters/:organisation/uploads/:upload/groups',
    requests.withToken,
    forPlace(async (visit, place) => {
      const found = await uploadOf(visit, place);
      if (found === undefined) return requests.notFound(visit);
      const [population] = place.organisation.populations;
      if (population === undefined || place.organisation.populations.length > 1) return requests.notFound(visit);
      const term = students.has(population) ? { term: schoolYearOf(dayOf(visit.now)) } : {};
      for (const name of namesIn(visit.request.body)) {
        const made = await createGroup({ db, bounds: visit.bounds, now: visit.now }, place.organisation, { name, population, ...term });
        if ('saved' in made) await visit.record('place-saved', made.saved._id);
      }
      await tryIt(visit, place, found, await proposeMapping(store, place.organisation._id, found.file));
    }),
  );

  type Found = NonNullable<Awaited<ReturnType<typeof findUpload>>>;

  function uploadOf({ request, member, bounds, now }: Visit, { organisation }: Place) {
    const id = String(request.params.upload);
    return findUpload({ ...store, bounds, now }, { id, staff: member.id, organisation: organisation._id });
  }

  async function tryIt(visit: Visit, place: Place, { upload, file }: Found, mappings: readonly SheetMapping[]): Promise<void> {
    const { view, member, now, response } = visit;
    const { organisation, group, basis } = upload;
    await rememberMappings(store, upload, mappings, now);
    const tried = await dryRun(store, {
      place: { organisation, ...(group === undefined ? {} : { group }) },
      actor: member.id,
      file,
      mappings,
      ...(basis === undefined ? {} : { basis }),
      now,
    });
    if ('id' in tried) return response.redirect(303, rosterLinks.import(organisation, tried.id, { upload: upload._id }));
    const fault = view.words('rosters')(`notTried.${tried.notTried}`);
    requests.send(response, MappingPage({ view, place, upload: upload._id, file, mappings, fault }), 422);
  }

  async function showRosters({ response, view, bounds, now }: Visit, place: Place, faults: Faults = {}): Promise<void> {
    const { organisation, group } = place;
    const mine = { organisation: organisation._id, ...(group === undefined ? {} : { group: group._id }) };
    const [groups, imports, bases] = await Promise.all([
      group === undefined ? openGroups(organisation._id) : [],
      rosterImportsWithin(db, bounds).find(mine, { sort: { stagedAt: -1 }, limit: mostImports }),
      standingBases(db, organisation._id, dayOf(now)),
    ]);
    const page = RostersPage({ view, place, groups, bases, imports, faults });
    requests.send(response, page, Object.keys(faults).length === 0 ? 200 : 422);

    function openGroups(id: string): Promise<readonly Group[]> {
      return groupsWithin(db, bounds).find(
        { organisation: id, closedOn: { $exists: false } },
        { sort: { folded: 1, _id: 1 }, limit: 1_000 },
      );
    }
  }

  return router;
}

/** What somebody chose for the columns of the sheet that was shown as the nth. */
function chosenIn(body: unknown, { columns }: SheetMapping, sheet: number): ReadonlyMap<number, Field | undefined> {
  const chosen = new Map<number, Field | undefined>();
  for (const { index } of columns) {
    const value = textIn(body, `field-${sheet}-${index}`);
    if (value !== undefined)
      chosen.set(
        index,
        fields.find((field) => field === value),
      );
  }
  return chosen;
}

function namesIn(body: unknown): readonly string[] {
  const given: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'names') : undefined;
  const names = z.union([z.string().transform((one) => [one]), z.array(z.string())]).safeParse(given);
  return [...new Set(names.data ?? [])].filter((name) => name.trim() !== '' && name.length <= 200).slice(0, mostNewGroups);
}

function textIn(body: unknown, name: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}
