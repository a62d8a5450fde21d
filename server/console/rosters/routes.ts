import express, { type Router } from 'express';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { basisRoutes } from './basis-routes';
import { rosterImportRoutes } from './import-routes';
import { uploadRoutes } from './upload-routes';

/** Rosters: a file is brought, tried, confirmed and taken back; and what lets names and phones be kept. */
export function rosterRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  for (const part of [basisRoutes, rosterImportRoutes, uploadRoutes]) router.use(part(deps, requests));
  return router;
}
