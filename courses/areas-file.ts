import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { ContentIssue, ContentIssueCode } from './content-issue';
import { type AreaRow, areaRow } from './schema';

const rowWithLine = z.object({ record: z.unknown(), info: z.object({ lines: z.number() }) });

type Areas = { readonly rows: readonly AreaRow[]; readonly issues: readonly ContentIssue[] };

/** `areas.csv`: the provinces with their official codes. A faulty row costs that row only. */
export function readAreas(file: string, text: string): Areas {
  const issue = (code: ContentIssueCode, line: number, message: string): ContentIssue => ({ code, file, line, column: 1, message });
  const parsed = parseRows(text);
  if (parsed instanceof CsvError) return { rows: [], issues: [issue('wrong_shape', 1, parsed.message)] };

  const checked = parsed.map(({ record, info }) => ({ line: info.lines, result: areaRow.safeParse(record) }));
  const codes = checked.map(({ result }) => result.data?.code);
  return {
    rows: checked.flatMap(({ result }) => result.data ?? []),
    issues: checked.flatMap(({ line, result }, index) => {
      if (!result.success)
        return result.error.issues.map((found) => issue('wrong_shape', line, `${found.path.join('.')}: ${found.message}`));
      const repeated = codes.indexOf(result.data.code) < index;
      return repeated ? [issue('duplicate_id', line, `${result.data.code} is used twice`)] : [];
    }),
  };
}

function parseRows(text: string) {
  try {
    return z.array(rowWithLine).parse(parse(text, { columns: true, bom: true, info: true, skip_empty_lines: true }));
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
}
