import { setImmediate } from 'node:timers/promises';
import { isNumbering, repeatsHeadings } from '../mapping/find-headings';
import { columnOf, type SheetMapping } from '../mapping/map-sheet';
import type { Cell, Sheet, SheetRow } from '../reading/roster-file';
import type { Listed, ListedRow, SkippedRow, SkipReason } from './listed-row';
import { readBirth } from './read-day';
import { readPhone } from './read-phone';
import { groupInTitle, sectionOf, skipReason } from './skip-reason';

const perStep = 2_000;

/** Everybody whom a sheet lists under its headings, and the rows that list nobody with the reason. */
export async function listRows(sheet: Sheet, mapping: SheetMapping): Promise<Listed> {
  const rows: ListedRow[] = [];
  const skipped: SkippedRow[] = [];
  let group = groupAbove(sheet, mapping);
  let ended = false;
  for (const [index, row] of sheet.rows.entries()) {
    if (index % perStep === perStep - 1) await setImmediate();
    if (row.line <= mapping.headings.lastLine) continue;
    const section = sectionOf(row.cells);
    const reason: SkipReason | undefined = section === undefined ? reasonOf(row, mapping, ended) : 'section';
    if (section !== undefined) group = section;
    ended = (ended || reason === 'signature' || reason === 'totals') && reason !== 'section';
    if (reason === undefined) {
      ended = false;
      rows.push(readRow(sheet.name, row, mapping, group));
    } else skipped.push({ sheet: sheet.name, line: row.line, reason });
  }
  return { rows, skipped };
}

/** Below totals and signatures stand names of those who signed: only a row with a number of its own is listed there. */
function reasonOf(row: SheetRow, mapping: SheetMapping, ended: boolean): SkipReason | undefined {
  if (isNumbering(row)) return 'numbering';
  if (isNumber(cellOf(row, columnOf(mapping, 'ordinal')))) return undefined;
  if (repeatsHeadings(row, mapping.headings)) return 'heading';
  if (ended) return 'signature';
  const reason = skipReason(row.cells);
  if (reason !== undefined) return reason;
  const mapped = mapping.columns.filter(({ field, index }) => field !== undefined && field !== 'note' && row.cells[index] !== undefined);
  return mapped.length === 0 ? 'note' : undefined;
}

function readRow(sheet: string, row: SheetRow, mapping: SheetMapping, section: string | undefined): ListedRow {
  const cell = (field: Parameters<typeof columnOf>[1]) => cellOf(row, columnOf(mapping, field));
  const text = (field: Parameters<typeof columnOf>[1]) => textOf(cell(field));
  const parts = [text('familyName'), text('givenName')].filter((part) => part !== '');
  const name = text('fullName') === '' ? parts.join(' ') : text('fullName');
  const group = [text('class'), text('workshop'), text('shift')].find((one) => one !== '') ?? section;
  const [birth, phone] = [readBirth(cell('birthDate')), readPhone(cell('phone'))];
  return {
    sheet,
    line: row.line,
    name: name.replace(/\s+/g, ' ').trim(),
    ...(birth === undefined ? given('birthText', text('birthDate')) : { birth }),
    ...given('group', group ?? ''),
    ...given('code', text('code')),
    ...(phone === undefined ? given('phoneText', text('phone')) : { phone }),
    ...given('rosterCode', text('rosterCode')),
  };
}

/** The class that the title names, else the sheet's own name where it looks like one. */
function groupAbove(sheet: Sheet, { headings }: SheetMapping): string | undefined {
  const titles = sheet.rows.filter(({ line }) => line < headings.firstLine).flatMap(({ cells }) => cells.map(textOf));
  const named = titles.map(groupInTitle).findLast((group) => group !== undefined);
  return named ?? (sheet.name === '' || /^(sheet|trang|bảng)\s*\d*/iu.test(sheet.name) ? undefined : sheet.name);
}

function cellOf({ cells }: SheetRow, column: number | undefined): Cell {
  return column === undefined ? undefined : cells[column];
}

function isNumber(cell: Cell): boolean {
  return typeof cell === 'number' || (typeof cell === 'string' && /^\d+[.)]?$/.test(cell));
}

function textOf(cell: Cell): string {
  if (cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : `${cell}`;
}

function given<K extends string>(key: K, text: string): { [key in K]?: string } {
  return text === '' ? {} : ({ [key]: text } as { [key in K]?: string }); // a computed key loses its name
}
