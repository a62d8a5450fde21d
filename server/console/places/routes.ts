import express, { type Router } from 'express';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { areaRoutes } from './area-routes';
import { codeRoutes } from './code-routes';
import { groupRoutes } from './group-routes';
import { importRoutes } from './import-routes';
import { listRoutes } from './list-routes';
import { organisationRoutes } from './organisation-routes';
import { workforceRoutes } from './workforce-routes';

/** Organisations, groups, codes, areas and their imports. */
export function placeRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const parts = [listRoutes, areaRoutes, importRoutes, groupRoutes, organisationRoutes, workforceRoutes, codeRoutes];
  for (const part of parts) router.use(part(deps, requests));
  return router;
}
