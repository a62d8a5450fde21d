import express, { type Router } from 'express';
import { z } from 'zod';
import { openTerms, proposeRollover } from '../../organisations/rollover';
import { confirmImport, undoImport } from '../../organisations/staged/apply';
import { groupHeadings, judgeGroups, neededOfGroups } from '../../organisations/staged/group-table';
import { judgeOrganisations, neededOfOrganisations, organisationHeadings } from '../../organisations/staged/organisation-table';
import { placeWords } from '../../organisations/staged/place-words';
import { readTable, type Table } from '../../organisations/staged/read-table';
import { findImport, importsOf, rowsOf, stage } from '../../organisations/staged/stage';
import { may } from '../../staff/roles';
import type { Organisation } from '../../storage/collections/organisations';
import type { PlaceImport, PlaceImportKind, PlaceRow } from '../../storage/collections/place-imports';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import type { View } from '../view';
import { ImportPage, statuses } from './import-page';
import { ImportsPage } from './imports-page';
import { placeLinks } from './links';
import { organisationOf } from './place-visit';
import { RolloverPage } from './rollover-page';

const shown = z.object({ status: z.enum(statuses).optional().catch(undefined), page: z.coerce.number().int().min(1).max(10_000).catch(1) });
const chosen = z.object({ term: z.string().max(20).catch('') });

/** Lists of organisations and groups, and next year's classes: tried, confirmed, taken back. */
export function importRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db } = deps;
  const words = placeWords(deps.texts);
  const upload = receiveFile(requests, 'file');

  const show = async ({ response, view, member }: Visit, faults: Faults = {}, organisation?: Organisation) => {
    const imports = await importsOf(db, member.id);
    const mayAddOrganisations = may(member, 'manage-places');
    const page = ImportsPage({ view, imports, faults, ...(organisation === undefined ? {} : { organisation }), mayAddOrganisations });
    requests.send(response, page, Object.keys(faults).length === 0 ? 200 : 422);
  };
  const keep = async ({ member, now, response }: Visit, kind: PlaceImportKind, rows: readonly PlaceRow[], organisation?: string) => {
    const staging = { kind, staff: member.id, now, ...(organisation === undefined ? {} : { organisation }) };
    const staged = await stage(db, staging, rows);
    response.redirect(303, placeLinks.import(staged._id));
  };

  router.get(
    '/places/imports',
    requests.forStaff('manage-groups', (visit) => show(visit)),
  );

  router.post(
    '/places/imports/organisations',
    upload,
    requests.forStaff('manage-places', async (visit) => {
      const table = await readTable(fileOf(visit), organisationHeadings, neededOfOrganisations);
      if (!('rows' in table)) return show(visit, { organisations: whyNot(visit.view, table) });
      await keep(visit, 'organisations', await judgeOrganisations({ db, bounds: visit.bounds, now: visit.now }, words, table.rows));
    }),
  );

  router.post(
    '/places/imports/groups',
    upload,
    requests.forStaff('manage-groups', async (visit) => {
      const table = await readTable(fileOf(visit), groupHeadings, [...neededOfGroups, 'organisation']);
      if (!('rows' in table)) return show(visit, { groups: whyNot(visit.view, table) });
      await keep(visit, 'groups', await judgeGroups({ db, bounds: visit.bounds, now: visit.now }, words, table.rows));
    }),
  );

  router.get(
    '/places/organisations/:organisation/groups/import',
    requests.forStaff('manage-groups', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      if (organisation === undefined) return requests.notFound(visit);
      await show(visit, {}, organisation);
    }),
  );

  router.post(
    '/places/organisations/:organisation/groups/import',
    upload,
    requests.forStaff('manage-groups', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      if (organisation === undefined) return requests.notFound(visit);
      const table = await readTable(fileOf(visit), groupHeadings, neededOfGroups);
      if (!('rows' in table)) return show(visit, { groupsOf: whyNot(visit.view, table) }, organisation);
      const rows = await judgeGroups({ db, bounds: visit.bounds, now: visit.now }, words, table.rows, organisation._id);
      await keep(visit, 'groups', rows, organisation._id);
    }),
  );

  router.get(
    '/places/organisations/:organisation/rollover',
    requests.forStaff('manage-groups', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      if (organisation === undefined) return requests.notFound(visit);
      const terms = await openTerms({ db, bounds: visit.bounds }, organisation._id);
      requests.send(visit.response, RolloverPage({ view: visit.view, organisation, terms }));
    }),
  );

  router.post(
    '/places/organisations/:organisation/rollover',
    requests.withToken,
    requests.forStaff('manage-groups', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      const { term } = chosen.parse(visit.request.body);
      const proposed = organisation && (await proposeRollover({ db, bounds: visit.bounds }, organisation, term));
      if (organisation === undefined || proposed === undefined) return requests.notFound(visit);
      await keep(visit, 'rollover', proposed.rows, organisation._id);
    }),
  );

  router.get(
    '/places/imports/:import',
    requests.forStaff('manage-groups', async (visit) => {
      const found = await importOf(visit);
      if (found === undefined) return requests.notFound(visit);
      const { page, status = statuses.find((one) => found.counts[one] > 0) ?? 'new' } = shown.parse(visit.request.query);
      const rows = await rowsOf(db, found, status, page);
      requests.send(visit.response, ImportPage({ view: visit.view, found, status, page, rows, now: visit.now }));
    }),
  );

  router.post(
    '/places/imports/:import/confirm',
    requests.withToken,
    requests.forStaff('manage-groups', async (visit) => {
      const found = await importOf(visit);
      if (found === undefined || (found.kind === 'organisations' && !may(visit.member, 'manage-places'))) return requests.notFound(visit);
      await confirmImport({ db, bounds: visit.bounds, now: visit.now }, found);
      await visit.record('places-imported', found._id);
      visit.response.redirect(303, placeLinks.import(found._id));
    }),
  );

  router.post(
    '/places/imports/:import/undo',
    requests.withToken,
    requests.forStaff('manage-groups', async (visit) => {
      const found = await importOf(visit);
      if (found === undefined) return requests.notFound(visit);
      await undoImport({ db, bounds: visit.bounds, now: visit.now }, found);
      await visit.record('places-import-undone', found._id);
      visit.response.redirect(303, placeLinks.import(found._id));
    }),
  );

  function importOf({ request, member }: Visit): Promise<PlaceImport | undefined> {
    return findImport(db, member.id, String(request.params.import));
  }

  return router;
}

/** Nothing sent and a file that is too large are both read as empty; the reason is told by the reader. */
function fileOf({ request }: Visit): Buffer {
  return request.file?.buffer ?? Buffer.alloc(0);
}

function whyNot<C extends string>(view: View, table: Exclude<Table<C>, { readonly rows: unknown }>): string {
  const p = view.words('places');
  if ('missing' in table) return p('imports.missing', { columns: table.missing.map((column) => p(`imports.column.${column}`)).join(', ') });
  return view.words('rosters')(`refused.${table.refused.reason}`, table.refused.values);
}
