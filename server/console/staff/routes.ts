import express, { type Router } from 'express';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { accountRoutes } from './account-routes';
import { linkRoutes } from './link-routes';
import { memberRoutes } from './member-routes';
import { secondStepRoutes } from './second-step-routes';
import { staffRoutes as staffListRoutes } from './staff-routes';

/** Everything about who may come in and what they did. */
export function staffRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  for (const part of [secondStepRoutes, linkRoutes, accountRoutes, staffListRoutes, memberRoutes]) router.use(part(deps, requests));
  return router;
}
