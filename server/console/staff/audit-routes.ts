import express, { type Router } from 'express';
import { findBrokenAct } from '../../staff/audit';
import { readAuditQuery } from '../../staff/audit-query';
import { listStaff } from '../../staff/list-staff';
import { searchAudit } from '../../staff/search-audit';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { AuditCheckPage, AuditPage } from './audit-page';

/** What staff did and saw. Looking here is written down like everything else. */
export function auditRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  router.get(
    '/audit',
    requests.forStaff('see-audit', async ({ request, response, bounds, view, now, record }) => {
      const { asked, query } = readAuditQuery(request.query);
      const [page, staff] = await Promise.all([searchAudit(deps.db, bounds, query, now), listStaff(deps.db, bounds, now)]);
      await record('audit-searched', new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)])).toString());
      requests.send(response, AuditPage({ view, asked, page, staff }));
    }),
  );

  router.get(
    '/audit/check',
    requests.forStaff('see-audit', async ({ response, view, record }) => {
      const broken = await findBrokenAct(deps.db, deps.keys.of('audit'));
      await record('audit-checked', broken === undefined ? 'whole' : String(broken));
      requests.send(response, AuditCheckPage({ view, broken }));
    }),
  );

  return router;
}
