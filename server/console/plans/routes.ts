import express, { type Router } from 'express';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { compareRoutes } from './compare-routes';
import { planDocumentRoutes } from './document-routes';
import { planDraftRoutes } from './draft-routes';
import { gapRoutes } from './gap-routes';
import { planLetterRoutes } from './letter-routes';
import { planOverviewRoutes } from './overview-routes';
import { planTaskRoutes } from './task-routes';

/** What is known of plans beside their figures. */
export function plansRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  router.use(planOverviewRoutes(deps, requests));
  router.use(planDocumentRoutes(deps, requests));
  router.use(planLetterRoutes(deps, requests));
  router.use(planTaskRoutes(deps, requests));
  router.use(planDraftRoutes(deps, requests));
  router.use(gapRoutes(deps, requests));
  router.use(compareRoutes(deps, requests));
  return router;
}
