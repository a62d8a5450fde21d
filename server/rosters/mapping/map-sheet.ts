import type { Sheet } from '../reading/roster-file';
import type { Field } from './fields';
import { findHeadings, type Headings } from './find-headings';
import { type Recognised, recogniseHeading } from './recognise-heading';

export type MappedColumn = {
  readonly index: number;
  readonly heading: string;
  readonly field?: Field;
  readonly confidence: number; // 0 to 1; 1 also where a person said so
};

/** What each column of a sheet is taken to be. Columns without a field are never read. */
export type SheetMapping = { readonly sheet: string; readonly headings: Headings; readonly columns: readonly MappedColumn[] };

/** What the headings say; `undefined` for a sheet that has none. */
export function mapSheet(sheet: Sheet): SheetMapping | undefined {
  const headings = findHeadings(sheet);
  if (headings === undefined) return undefined;

  const guesses = headings.columns.map((texts) => guess(texts));
  const columns = headings.columns.map((texts, index) => toColumn(index, texts, best(guesses, index) ? guesses[index] : undefined));
  return { sheet: sheet.name, headings, columns: splitName(sheet, headings, columns) };
}

/** The mapping as somebody corrected it: fields by column; a field goes to one column only. */
export function withFields(mapping: SheetMapping, chosen: ReadonlyMap<number, Field | undefined>): SheetMapping {
  const taken = new Set([...chosen.values()]);
  const columns = mapping.columns.map((column): MappedColumn => {
    if (!chosen.has(column.index)) return taken.has(column.field) ? without(column) : column;
    const field = chosen.get(column.index);
    return field === undefined ? without(column) : { ...without(column), field, confidence: 1 };
  });
  return { ...mapping, columns };
}

export function columnOf({ columns }: SheetMapping, field: Field): number | undefined {
  return columns.find((column) => column.field === field)?.index;
}

/** The lowest line says most; where it says nothing known, all lines together do, then the upper one. */
function guess(texts: readonly string[]): Recognised | undefined {
  const candidates = [texts.at(-1), texts.join(' '), texts[0]];
  return candidates.flatMap((text) => (text === undefined ? [] : (recogniseHeading(text) ?? []))).at(0);
}

/** Of two columns that mean the same, the surer one has it, then the left one. */
function best(guesses: readonly (Recognised | undefined)[], index: number): boolean {
  const own = guesses[index];
  if (own === undefined) return false;
  return guesses.every((other, at) => {
    if (other?.field !== own.field || at === index) return true;
    return own.confidence === other.confidence ? index < at : own.confidence > other.confidence;
  });
}

function toColumn(index: number, texts: readonly string[], recognised: Recognised | undefined): MappedColumn {
  const heading = texts.join(' – ');
  return recognised === undefined ? { index, heading, confidence: 0 } : { index, heading, ...recognised };
}

/** "Họ và tên" over two columns of which only the first has a heading: the second holds the given names. */
function splitName(sheet: Sheet, { lastLine, columns: texts }: Headings, columns: readonly MappedColumn[]): readonly MappedColumn[] {
  const full = columns.find(({ field }) => field === 'fullName');
  const next = full === undefined ? undefined : full.index + 1;
  if (full === undefined || next === undefined || (texts[next] ?? []).length > 0) return columns;

  const named = sheet.rows.filter(({ line, cells }) => line > lastLine && typeof cells[full.index] === 'string');
  const continued = named.filter(({ cells }) => typeof cells[next] === 'string').length;
  if (continued * 5 < named.length * 4 || continued === 0) return columns;
  const given: MappedColumn = { index: next, heading: '', field: 'givenName', confidence: 0.7 };
  return [...columns.filter(({ index }) => index !== next), given]
    .map((column): MappedColumn => (column.index === full.index ? { ...column, field: 'familyName' } : column))
    .sort((one, other) => one.index - other.index);
}

function without({ index, heading }: MappedColumn): MappedColumn {
  return { index, heading, confidence: 0 };
}
