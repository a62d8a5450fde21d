import express, { type Router } from 'express';
import { DefinitionsPage } from '../pages/definitions-page';
import type { Requests } from '../requests';

export function definitionRoutes(requests: Requests): Router {
  const router = express.Router();
  router.get(
    '/definitions',
    requests.forStaff('see-figures', async ({ response, view }) => requests.send(response, DefinitionsPage({ view }))),
  );
  return router;
}
