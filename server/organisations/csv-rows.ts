import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';

/** One thing wrong in an imported file; `message` is a key of `content/locales/<language>/imports.json`. */
export type RowError = {
  readonly line: number;
  readonly column: string; // as the heading names it, empty for the line as a whole
  readonly message: string;
  readonly values: Readonly<Record<string, string>>;
};

export type Row<T> = { readonly line: number; readonly value: T };
export type Rows<T> = { readonly rows: readonly Row<T>[]; readonly errors: readonly RowError[] };

const record = z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) });

/** The rows of a CSV file that are right, and every fault of the others. Headings may stand in any order. */
export function readRows<T>(text: string, row: z.ZodType<T>, columns: readonly string[]): Rows<T> {
  const parsed = parseText(text);
  if ('errors' in parsed) return { rows: [], errors: parsed.errors };

  const missing = columns.filter((column) => !parsed.headings.includes(column));
  if (missing.length > 0) return { rows: [], errors: missing.map((column) => fault(1, column, 'missingColumn')) };

  const rows: Row<T>[] = [];
  const errors: RowError[] = [];
  for (const { record: fields, info } of parsed.records) {
    const checked = row.safeParse(fields);
    if (checked.success) rows.push({ line: info.lines, value: checked.data });
    else errors.push(...checked.error.issues.map(({ path, message }) => columnFault(info.lines, fields, String(path[0] ?? ''), message)));
  }
  return { rows, errors };
}

/** Rows that name one thing twice. */
export function repeated<T>(rows: readonly Row<T>[], column: string, idOf: (value: T) => string): readonly RowError[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ line, value }) => {
    const id = idOf(value);
    const first = seen.get(id);
    if (first === undefined) seen.set(id, line);
    return first === undefined ? [] : [fault(line, column, 'repeated', { value: id, first: `${first}` })];
  });
}

export function fault(line: number, column: string, message: string, values: Readonly<Record<string, string>> = {}): RowError {
  return { line, column, message, values };
}

function columnFault(line: number, fields: Readonly<Record<string, string>>, column: string, message: string): RowError {
  return fault(line, column, message, { value: (fields[column] ?? '').slice(0, 40) });
}

type Parsed = { readonly headings: readonly string[]; readonly records: readonly z.infer<typeof record>[] };

function parseText(text: string): Parsed | { readonly errors: readonly RowError[] } {
  let headings: readonly string[] = [];
  try {
    const columns = (names: readonly string[]) => {
      headings = names.map((name) => name.trim());
      return [...headings];
    };
    const records = parse(text.normalize('NFC'), { columns, bom: true, info: true, trim: true, skip_empty_lines: true });
    return { headings, records: z.array(record).parse(records) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { errors: [fault(typeof error.lines === 'number' ? error.lines : 1, '', 'notCsv')] };
  }
}
