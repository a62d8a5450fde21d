import express, { type Router } from 'express';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { accountRoutes } from './account-routes';
import { auditRoutes } from './audit-routes';
import { linkRoutes } from './link-routes';
import { memberRoutes } from './member-routes';
import { secondStepRoutes } from './second-step-routes';
import { staffRoutes as staffListRoutes } from './staff-routes';
import { thirdPartyRoutes } from './third-party-routes';

/** Everything about who may come in and what they did. */
export function staffRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const parts = [secondStepRoutes, linkRoutes, accountRoutes, staffListRoutes, memberRoutes, auditRoutes, thirdPartyRoutes];
  for (const part of parts) router.use(part(deps, requests));
  return router;
}
