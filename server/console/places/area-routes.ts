import express, { type Router } from 'express';
import { z } from 'zod';
import { topAreas, visitArea } from '../../organisations/area-map';
import { importAreas, importSuccessors } from '../../organisations/import-areas';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import { AreaPage, type AreaReport, AreasPage, areaFiles } from './areas-pages';

const form = z.object({ kind: z.enum(areaFiles), write: z.enum(['yes', 'no']).catch('no') });

/** The map, and its files: only whoever sees everything changes it for everybody. */
export function areaRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db } = deps;
  const show = async ({ response, view, bounds }: Visit, report?: AreaReport) => {
    const tops = await topAreas(db, bounds);
    const refused = report !== undefined && (report.report === undefined || report.report.errors.length > 0);
    const page = AreasPage({ view, tops, mayImport: bounds === 'everything', ...(report === undefined ? {} : { report }) });
    requests.send(response, page, refused ? 422 : 200);
  };

  router.get(
    '/places/areas',
    requests.forStaff('manage-places', (visit) => (hasMap(visit) ? show(visit) : Promise.resolve(requests.notFound(visit)))),
  );

  router.post(
    '/places/areas/import',
    receiveFile(requests, 'file'),
    requests.forStaff('manage-places', async (visit) => {
      const given = form.safeParse(visit.request.body);
      if (visit.bounds !== 'everything' || !given.success) return requests.notFound(visit);
      const { kind, write } = given.data;
      const text = textOf(visit.request.file?.buffer);
      if (text === undefined) return show(visit, { file: kind, notText: true });
      const bring = kind === 'areas' ? importAreas : importSuccessors;
      const report = await bring(db, text, { dryRun: write === 'no' });
      if (!report.dryRun && report.errors.length === 0) await visit.record('areas-imported', kind);
      await show(visit, { file: kind, report });
    }),
  );

  router.get(
    '/places/areas/:area',
    requests.forStaff('manage-places', async (visit) => {
      const found = await visitArea(db, visit.bounds, String(visit.request.params.area));
      if (found === undefined) return requests.notFound(visit);
      requests.send(visit.response, AreaPage({ view: visit.view, visit: found }));
    }),
  );

  return router;
}

function hasMap({ bounds }: Visit): boolean {
  return bounds === 'everything' || 'areas' in bounds;
}

function textOf(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined || bytes.length === 0) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
