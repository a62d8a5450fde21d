import { Readable } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { decodeText } from './decode-text';
import { limits, Refused, type RosterFile, type SheetRow } from './roster-file';

const separators = [';', '\t', ',', '|'] as const;
const sampleLines = 30;
const perPiece = 64 * 1024;

/** What csv-parse answers with `info`; its types leave it open. */
type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/** A text file of rows. Its encoding and separator are found out, since no office states them. */
export async function readCsv(bytes: Buffer): Promise<RosterFile> {
  const text = decodeText(bytes);
  const stated = /^sep=(.)\r?\n/i.exec(text);
  const body = stated === null ? text : text.slice(stated[0].length);
  const before = stated === null ? 0 : 1;
  const rows = await parseRows(body, stated?.[1] ?? likelySeparator(body), before);
  return { sheets: [{ name: '', rows }], hidden: [] };
}

async function parseRows(text: string, delimiter: string, before: number): Promise<readonly SheetRow[]> {
  const options: Options = { delimiter, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
  const rows: SheetRow[] = [];
  try {
    const records: AsyncIterable<Parsed> = Readable.from(pieces(text)).pipe(parse(options));
    for await (const { record: values, info } of records) {
      const line = info.lines + before;
      const cells = values.map((value, column) => toCell(value, line, column));
      if (cells.some((cell) => cell !== undefined)) rows.push({ line, cells });
      if (rows.length > limits.rows) throw new Refused('tooManyRows', { most: `${limits.rows}` });
    }
  } catch (error) {
    throw error instanceof CsvError ? new Refused('brokenFile', {}, { cause: error }) : error;
  }
  return rows;
}

function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += perPiece) yield text.slice(start, start + perPiece);
}

/** `="0912"` is how offices keep a number's zeros in a CSV; any other formula is none of a roster's business. */
function toCell(value: string, line: number, column: number): string | undefined {
  const kept = /^="([^"]*)"$/.exec(value)?.[1];
  if (kept === undefined && /^=[\w(]/.test(value))
    throw new Refused('formulas', { sheet: 'CSV', cell: `${String.fromCharCode(65 + (column % 26))}${line}` });
  const text = kept ?? value;
  return text.trim() === '' ? undefined : text;
}

/** The one that most lines agree on, quoted parts left out. */
function likelySeparator(text: string): string {
  const lines = text
    .slice(0, perPiece)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/, sampleLines);
  const counted = separators.map((separator) => ({ separator, lines: lines.filter((line) => line.includes(separator)).length }));
  return counted.reduce((best, one) => (one.lines > best.lines ? one : best)).separator;
}
