import type { Cell, Sheet, SheetRow } from '../reading/roster-file';
import { foldHeading, recogniseHeading } from './recognise-heading';

/** Where a sheet's headings stand and what they say, one text a column from the top line to the lowest. */
export type Headings = { readonly firstLine: number; readonly lastLine: number; readonly columns: readonly (readonly string[])[] };

const linesSearched = 40;
const mostLines = 3;

/** The heading lines: the line with most known headings, the one above it that spans columns, and those below that go on. */
export function findHeadings({ rows }: Sheet): Headings | undefined {
  const searched = rows.slice(0, linesSearched);
  const counts = searched.map(countKnown);
  const most = Math.max(0, ...counts);
  if (most === 0) return undefined;

  let first = counts.indexOf(most);
  let last = first;
  while (first > 0 && last - first + 1 < mostLines && isHeadingAbove(searched[first - 1], searched[first])) first -= 1;
  while (last - first + 1 < mostLines && isHeadingBelow(searched[last + 1], searched[last])) last += 1;
  const lines = searched.slice(first, last + 1);
  return { firstLine: lines[0]?.line ?? 0, lastLine: lines.at(-1)?.line ?? 0, columns: columnsOf(lines) };
}

/** Whether a row only says the headings again, as printed lists do on every page. */
export function repeatsHeadings({ cells }: SheetRow, { columns }: Headings): boolean {
  const said = cells.flatMap((cell, index) => (typeof cell === 'string' ? [{ text: foldHeading(cell), index }] : []));
  return said.length > 1 && said.every(({ text, index }) => (columns[index] ?? []).some((heading) => foldHeading(heading) === text));
}

/** A line of column numbers under the headings: 1, 2, 3 or (1), (2), (3). */
export function isNumbering({ cells }: SheetRow): boolean {
  let previous: number | undefined;
  let count = 0;
  for (const cell of cells) {
    if (cell === undefined) continue;
    const number = cell instanceof Date ? Number.NaN : Number(`${cell}`.replace(/[()[\]]/g, ''));
    if (Number.isNaN(number) || (previous !== undefined && number !== previous + 1)) return false;
    previous = number;
    count += 1;
  }
  return count > 2;
}

function countKnown({ cells }: SheetRow): number {
  const found = cells.map((cell) => (typeof cell === 'string' ? recogniseHeading(cell)?.field : undefined));
  return new Set(found.filter((field) => field !== undefined)).size;
}

function isHeadingAbove(above: SheetRow | undefined, row: SheetRow | undefined): boolean {
  return (
    above !== undefined && row !== undefined && above.line === row.line - 1 && countKnown(above) > 0 && textsOf(above.cells).length > 1
  );
}

function isHeadingBelow(below: SheetRow | undefined, row: SheetRow | undefined): boolean {
  if (below === undefined || row === undefined || below.line !== row.line + 1) return false;
  const texts = textsOf(below.cells);
  const allText = texts.length === below.cells.filter((cell) => cell !== undefined).length;
  return allText && countKnown(below) > 0 && texts.every((text) => text.length <= 40 && !/\d/.test(text));
}

/** A heading over several columns stands in the first of them; it belongs to each that has a heading of its own below. */
function columnsOf(lines: readonly SheetRow[]): readonly (readonly string[])[] {
  const width = Math.max(...lines.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, column) =>
    lines.flatMap(({ cells }, depth) => {
      const own = textOf(cells[column]);
      if (own !== '') return [own];
      const below = lines.slice(depth + 1).some((line) => textOf(line.cells[column]) !== '');
      const spanning = below ? cells.slice(0, column).findLast((cell) => cell !== undefined) : undefined;
      return spanning === undefined ? [] : [textOf(spanning)];
    }),
  );
}

function textsOf(cells: readonly Cell[]): readonly string[] {
  return cells.flatMap((cell) => (typeof cell === 'string' ? [cell] : []));
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : '';
}
