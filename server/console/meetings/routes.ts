import express, { type Router } from 'express';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { actRoutes } from './act-routes';
import { fileRoutes } from './file-routes';
import { listRoutes } from './list-routes';
import { meetingRoutes as meetingPages } from './meeting-routes';
import { monitorRoutes } from './monitor-routes';
import { screenRoutes } from './screen-routes';

/** Meetings from plan to figure. */
export function meetingRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  for (const part of [meetingPages, actRoutes, listRoutes, monitorRoutes, screenRoutes, fileRoutes]) router.use(part(deps, requests));
  return router;
}
