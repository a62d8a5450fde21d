import express, { type Router } from 'express';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { changeRoutes } from './change-routes';
import { lookRoutes } from './look-routes';
import { newRoutes } from './new-routes';

/** Campaigns: planned, approved, watched and halted. */
export function campaignRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  for (const part of [newRoutes, lookRoutes, changeRoutes]) router.use(part(deps, requests));
  return router;
}
