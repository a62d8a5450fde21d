import express, { type Router } from 'express';
import { z } from 'zod';
import { outdatedEdits, reportBlocks } from '../../reports/compose';
import {
  type Changed,
  checkReport,
  editReport,
  isIntact,
  type ReportDeps,
  refreshReport,
  returnReport,
  signOffReport,
} from '../../reports/lifecycle';
import { takeSnapshot } from '../../reports/snapshot';
import type { Permission } from '../../staff/roles';
import { staffNames } from '../../staff/staff-names';
import type { AuditAction } from '../../storage/collections/audit';
import type { ReportRow } from '../../storage/collections/reports';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { reportLinks } from './links';
import { ReportPage } from './report-page';
import { findReport, officialWords } from './report-visit';

const edit = z.object({ block: z.string().max(120), text: z.string().max(5_000) });
const note = z.object({ note: z.string().trim().min(1).max(500) });
const outcome = z.object({ changed: z.string().optional().catch(undefined) });

type Step = (deps: ReportDeps, report: ReportRow, visit: Visit) => Promise<Changed>;

/** One report: its page, and each step on its way to the signature. */
export function reportStepRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const words = officialWords(deps);

  router.get(
    '/reports/:report',
    requests.forStaff('write-reports', async (visit) => {
      const report = await findReport(deps, visit);
      if (report === undefined) return requests.notFound(visit);
      const blocks = reportBlocks(report.snapshot, report.issuer, words);
      const edits = new Map(report.edits.map((one) => [one.id, one]));
      const outdated = new Set(outdatedEdits(blocks, report.edits).map(({ id }) => id));
      const shown = blocks.map((block) => ({ ...block, edit: edits.get(block.id), outdated: outdated.has(block.id) }));
      const names = await staffNames(
        deps.db,
        report.acts.map(({ by }) => by),
      );
      const notice = noticeOf(visit);
      requests.send(
        visit.response,
        ReportPage({ view: visit.view, report, blocks: shown, intact: isIntact(report, deps.keys), notice, names }),
      );
    }),
  );

  const step = (path: string, permission: Permission, action: AuditAction, take: Step) =>
    router.post(
      `/reports/:report/${path}`,
      requests.withToken,
      requests.forStaff(permission, async (visit) => {
        const report = await findReport(deps, visit);
        if (report === undefined) return requests.notFound(visit);
        const changed = await take({ db: deps.db, bounds: visit.bounds, by: visit.member.id, now: visit.now }, report, visit);
        if (changed === 'done') await visit.record(action, report._id);
        visit.response.redirect(303, reportLinks.report(report._id, { changed }));
      }),
    );

  step('refresh', 'write-reports', 'report-refreshed', async (change, { _id, snapshot }) => {
    const { plan, period } = snapshot;
    return refreshReport(change, _id, await takeSnapshot(deps, { plan, period }));
  });
  step('edit', 'write-reports', 'report-edited', async (change, { _id }, { request }) => {
    const { data } = edit.safeParse(request.body);
    return data === undefined ? 'no_such_text' : editReport(change, _id, { id: data.block, text: data.text }, words);
  });
  step('check', 'write-reports', 'report-checked', (change, { _id }) => checkReport(change, _id, words));
  step('return', 'write-reports', 'report-returned', (change, { _id }, { request }) =>
    returnReport(change, _id, note.safeParse(request.body).data?.note ?? ''),
  );
  step('sign-off', 'sign-reports', 'report-signed-off', (change, { _id }) => signOffReport(change, _id, deps.keys));
  return router;
}

const outcomes: readonly Changed[] = [
  'done',
  'not_found',
  'frozen',
  'not_draft',
  'not_checked',
  'own_work',
  'outdated_edits',
  'no_such_text',
  'changed_meanwhile',
];

function noticeOf({ request }: Visit): Changed | undefined {
  const { changed } = outcome.parse(request.query);
  return outcomes.find((one) => one === changed);
}
