import express, { type Router } from 'express';
import { editedBlocks, reportBlocks, reportDocument } from '../../reports/compose';
import { toDocx } from '../../reports/to-docx';
import { toPdf } from '../../reports/to-pdf';
import { toXlsx } from '../../reports/to-xlsx';
import type { ReportRow } from '../../storage/collections/reports';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { findReport, officialWords } from './report-visit';

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;
type FileType = keyof typeof types;

/** The report as files. A draft says that it is one on every page. */
export function reportFileRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  for (const type of ['docx', 'xlsx', 'pdf'] as const) {
    router.get(
      `/reports/:report/report.${type}`,
      requests.forStaff('write-reports', async (visit) => {
        const report = await findReport(deps, visit);
        if (report === undefined) return requests.notFound(visit);
        await visit.record('report-downloaded', `${report._id} ${type}`);
        visit.response
          .attachment(`${report.snapshot.plan.sample || deps.demo ? 'demo-' : ''}bao-cao-${report.period.id}.${type}`)
          .type(types[type]);
        const file = await fileOf(type, report, deps);
        if (Buffer.isBuffer(file)) visit.response.send(file);
        else file.pipe(visit.response);
      }),
    );
  }
  return router;
}

async function fileOf(type: FileType, report: ReportRow, deps: ConsoleDeps) {
  const { snapshot, issuer, edits, state, frozen } = report;
  const words = officialWords(deps);
  const mark = markOf(report, deps, words.say);
  if (type === 'xlsx') return toXlsx(snapshot, words, mark);
  const blocks = editedBlocks(reportBlocks(snapshot, issuer, words), edits);
  const document = reportDocument(snapshot, issuer, { blocks, words, ...(mark === undefined ? {} : { mark }) });
  if (type === 'docx') return toDocx(document, words.say);
  const printedAt = state === 'frozen' && frozen !== undefined ? frozen.at : new Date(snapshot.takenAt);
  return toPdf(document, { ...deps.masthead('vi'), printedAt }, words.say);
}

function markOf({ state, snapshot }: ReportRow, { demo }: ConsoleDeps, say: (key: string) => string): string | undefined {
  const marks = [...(state === 'frozen' ? [] : ['mark.draft']), ...(demo || snapshot.plan.sample ? ['mark.demo'] : [])];
  return marks.length === 0 ? undefined : marks.map((key) => say(key)).join(' – ');
}
