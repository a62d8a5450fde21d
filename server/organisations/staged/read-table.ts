import { fold } from '../../../courses/search/fold';
import { readRosterFile } from '../../rosters/reading/read-roster-file';
import type { Cell, Refusal, SheetRow } from '../../rosters/reading/roster-file';

/** One line of an office's table, its cells by the names that the product has for its columns. */
export type TableRow<C extends string> = { readonly line: number; readonly fields: Readonly<Partial<Record<C, string>>> };
export type Table<C extends string> =
  | { readonly rows: readonly TableRow<C>[] }
  | { readonly refused: Refusal }
  | { readonly missing: readonly C[] };

/** The headings that offices write over a column, folded. */
export type Headings<C extends string> = Readonly<Record<C, readonly string[]>>;

const mostTitleRows = 20;

/** The first sheet with a row of headings that names every column in `needed`; titles above it are passed over. */
export async function readTable<C extends string>(bytes: Buffer, headings: Headings<C>, needed: readonly C[]): Promise<Table<C>> {
  const read = await readRosterFile(bytes);
  if ('refused' in read) return read;
  let missing: readonly C[] = needed;
  for (const { rows } of read.file.sheets) {
    for (const [index, row] of rows.slice(0, mostTitleRows).entries()) {
      const columns = columnsOf(row, headings);
      const lacking = needed.filter((name) => !columns.has(name));
      if (lacking.length === 0) return { rows: rows.slice(index + 1).flatMap((one) => tableRow(one, columns)) };
      if (lacking.length < missing.length) missing = lacking;
    }
  }
  return { missing };
}

function columnsOf<C extends string>({ cells }: SheetRow, headings: Headings<C>): ReadonlyMap<C, number> {
  const columns = new Map<C, number>();
  const names = Object.keys(headings) as C[]; // the keys are C's by their type
  for (const [index, cell] of cells.entries()) {
    const heading = fold(textOf(cell)).replace(/\s*\(.*\)\s*$/, '');
    const name = names.find((one) => headings[one].includes(heading));
    if (name !== undefined && !columns.has(name)) columns.set(name, index);
  }
  return columns;
}

function tableRow<C extends string>({ line, cells }: SheetRow, columns: ReadonlyMap<C, number>): readonly TableRow<C>[] {
  const fields: Partial<Record<C, string>> = {};
  for (const [name, index] of columns) {
    const text = textOf(cells[index]);
    if (text !== '') fields[name] = text;
  }
  return Object.keys(fields).length === 0 ? [] : [{ line, fields }];
}

function textOf(cell: Cell): string {
  if (cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).normalize('NFC').trim();
}
