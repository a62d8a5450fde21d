import express, { type Router } from 'express';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { areaRoutes } from './area-routes';
import { codeRoutes } from './code-routes';
import { groupRoutes } from './group-routes';
import { importRoutes } from './import-routes';
import { listRoutes } from './list-routes';
import { organisationRoutes } from './organisation-routes';

/** Organisations, groups, codes, areas and their imports. */
export function placeRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  for (const part of [listRoutes, areaRoutes, importRoutes, groupRoutes, organisationRoutes, codeRoutes]) router.use(part(deps, requests));
  return router;
}
