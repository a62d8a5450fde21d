import type { Words } from '../../reports/words';
import { type ReportRow, reportsWithin } from '../../storage/collections/reports';
import type { ConsoleDeps } from '../console-deps';
import { createFormat } from '../format';
import type { Visit } from '../requests';

/** A report is Vietnamese, whatever language the console is read in. */
export function officialWords({ texts }: ConsoleDeps): Words {
  return { say: texts('vi', 'reports'), format: createFormat('vi') };
}

export async function findReport({ db }: ConsoleDeps, { request, bounds }: Visit): Promise<ReportRow | undefined> {
  return reportsWithin(db, bounds).findOne({ _id: { $eq: String(request.params.report) } });
}
