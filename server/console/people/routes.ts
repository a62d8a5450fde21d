import express, { type Router } from 'express';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { printSlipRoutes } from './print-slip-routes';
import { requestRoutes } from './request-routes';
import { slipRoutes } from './slip-routes';

/** What people agreed to and ask for: guardians' slips by class, and requests about somebody's own data. */
export function peopleRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  for (const part of [printSlipRoutes, slipRoutes, requestRoutes]) router.use(part(deps, requests));
  return router;
}
