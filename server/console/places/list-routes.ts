import express, { type Router } from 'express';
import { areaNames } from '../../organisations/area-map';
import { findGroups, findOrganisations, organisationNames } from '../../organisations/find-places';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { GroupsPage, OrganisationsPage } from './lists-page';
import { readListQuery, searchOf } from './place-visit';

/** The lists of organisations and of groups. */
export function listRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db } = deps;

  router.get(
    '/places',
    requests.forStaff('manage-groups', async ({ request, response, view, bounds }) => {
      const query = readListQuery(request.query);
      const area = query.area === undefined ? {} : { area: query.area };
      const page = await findOrganisations(db, bounds, { ...searchOf(query), ...area });
      const areas = await areaNames(
        db,
        page.rows.map((row) => row.area),
      );
      requests.send(response, OrganisationsPage({ view, query, page, areas }));
    }),
  );

  router.get(
    '/places/groups',
    requests.forStaff('manage-groups', async ({ request, response, view, bounds }) => {
      const query = readListQuery(request.query);
      const page = await findGroups(db, bounds, searchOf(query));
      const organisations = await organisationNames(
        db,
        page.rows.map((row) => row.organisation),
      );
      requests.send(response, GroupsPage({ view, query, page, organisations }));
    }),
  );

  return router;
}
