import { fault, type RowError } from '../organisations/csv-rows';
import { type Headings, readTable } from '../organisations/staged/read-table';
import type { Day } from '../reach/period';
import type { Refusal } from '../rosters/reading/roster-file';
import { isToCome } from './entry';
import { type WorkforceEntry, workforceEntry } from './workforce';
import { writtenDayOrMonth } from './written-day';

export type WorkforceColumn = keyof WorkforceEntry;

/** The first of each is what our own template writes over the column. */
const headings: Headings<WorkforceColumn> = {
  asOf: ['thang', 'ngay', 'ngay so lieu', 'tinh den ngay', 'thoi diem', 'month', 'date'],
  direct: ['lao dong cua doanh nghiep', 'chinh thuc', 'lao dong chinh thuc', 'so lao dong', 'hop dong lao dong', 'direct', 'employees'],
  agency: ['lao dong thue lai', 'thue lai', 'thue ngoai', 'cung ung', 'agency'],
  seasonal: ['lao dong thoi vu', 'thoi vu', 'lao dong ngan han', 'seasonal'],
};
const mostRows = 120; // ten years of months

export type ReadWorkforce =
  | { readonly entries: readonly WorkforceEntry[] }
  | { readonly faults: readonly RowError[] }
  | { readonly refused: Refusal }
  | { readonly missing: readonly WorkforceColumn[] };

/** An enterprise's table of months: all of it, or every fault there is in it. A month with nothing beside it is not filled in yet. */
export async function readWorkforce(bytes: Buffer, today: Day): Promise<ReadWorkforce> {
  const table = await readTable<WorkforceColumn>(bytes, headings, ['asOf', 'direct']);
  if (!('rows' in table)) return table;
  if (table.rows.length > mostRows) return { refused: { reason: 'tooManyRows', values: { most: `${mostRows}` } } };
  const rows = table.rows.filter(({ fields: { asOf: _, ...counts } }) => Object.keys(counts).length > 0);
  if (rows.length === 0) return { refused: { reason: 'empty', values: {} } };

  const seen = new Map<string, number>();
  const entries: WorkforceEntry[] = [];
  const faults: RowError[] = [];
  for (const { line, fields } of rows) {
    const asOf = writtenDayOrMonth(fields.asOf, today);
    const read = workforceEntry.safeParse({ ...fields, asOf });
    if (!read.success) {
      faults.push(...read.error.issues.map(({ path, message }) => wrong(line, String(path[0]), message, fields)));
      continue;
    }
    const first = seen.get(read.data.asOf);
    seen.set(read.data.asOf, line);
    if (first !== undefined) faults.push(fault(line, 'asOf', 'repeated', { value: fields.asOf ?? '', first: `${first}` }));
    else if (isToCome(read.data, today)) faults.push(fault(line, 'asOf', 'toCome', { value: fields.asOf ?? '' }));
    else entries.push(read.data);
  }
  return faults.length > 0 ? { faults } : { entries };
}

function wrong(line: number, column: string, message: string, fields: Readonly<Record<string, string | undefined>>): RowError {
  return fault(line, column, message, { value: (fields[column] ?? '').slice(0, 40) });
}
