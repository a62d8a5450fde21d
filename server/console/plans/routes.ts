import express, { type Router } from 'express';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { planDocumentRoutes } from './document-routes';
import { planDraftRoutes } from './draft-routes';
import { planTaskRoutes } from './task-routes';

/** What is known of plans beside their figures. */
export function plansRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  router.use(planDocumentRoutes(deps, requests));
  router.use(planTaskRoutes(deps, requests));
  router.use(planDraftRoutes(deps, requests));
  return router;
}
