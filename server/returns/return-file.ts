import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { fold } from '../../courses/search/fold';
import type { Translate } from '../i18n';
import { fault, type RowError } from '../organisations/csv-rows';
import { type Headings, readTable } from '../organisations/staged/read-table';
import { printable } from '../printing/write-text';
import type { Refusal } from '../rosters/reading/roster-file';
import { type ReturnKind, returnKinds, type UnitReturn } from '../storage/collections/unit-returns';
import type { Sent } from './change-return';
import { readSent } from './typed-return';

const columns = ['id', 'name', ...returnKinds, 'difficulties', 'proposals'] as const;
type Column = (typeof columns)[number];

/** The form as a table: one row a unit, so that an office collects many in one file. `say` reads returns.json. */
export async function returnForm(rows: readonly UnitReturn[], say: Translate): Promise<Buffer> {
  const heads = columns.map(
    (name) => ({ ...text(say(`column.${name}`)), fontWeight: 'bold', backgroundColor: '#e9eeec', wrap: true }) as const,
  );
  const body = rows.map(({ _id, name, values, difficulties, proposals }) => [
    text(_id),
    text(name),
    ...returnKinds.map((kind) => (values === undefined ? null : ({ value: values[kind], type: Number } as const))),
    text(difficulties ?? ''),
    text(proposals ?? ''),
  ]);
  const data: SheetData = [heads, ...body];
  const widths = columns.map((name) => ({ width: name === 'id' ? 26 : name === 'name' ? 42 : 16 }));
  return writeExcelFile([{ sheet: say('title'), data, columns: widths, stickyRowsCount: 1 }], {
    fontFamily: 'Times New Roman',
    fontSize: 12,
  }).toBuffer();
}

export type FiledReturn = { readonly id: string; readonly sent: Sent };
export type ReadForm =
  | { readonly returns: readonly FiledReturn[]; readonly faults: readonly RowError[] }
  | { readonly refused: Refusal }
  | { readonly missing: readonly string[] };

/** Reads the form back: rows without a single number were left for later, everything else must be whole. */
export async function readReturnForm(bytes: Buffer, open: readonly UnitReturn[], languages: readonly Translate[]): Promise<ReadForm> {
  const table = await readTable<Column>(bytes, headingsOf(languages), ['id', 'meetings']);
  if (!('rows' in table)) return table;
  const known = new Map(open.map((row) => [row._id, row]));
  const returns: FiledReturn[] = [];
  const faults: RowError[] = [];
  for (const { line, fields } of table.rows) {
    if (returnKinds.every((kind) => fields[kind] === undefined)) continue;
    const unit = known.get(fields.id ?? '');
    const read = readSent(fields);
    if (unit === undefined) faults.push(fault(line, 'id', 'unknownUnit', { value: (fields.name ?? fields.id ?? '').slice(0, 60) }));
    else if (unit.state === 'accepted') faults.push(fault(line, 'id', 'acceptedAlready', { value: unit.name }));
    else if ('faults' in read) faults.push(...read.faults.map(({ field, message }) => fault(line, field, message)));
    else returns.push({ id: unit._id, sent: read.sent });
  }
  return { returns, faults };
}

/** The headings of our own form in every language it is made in. */
function headingsOf(languages: readonly Translate[]): Headings<Column> {
  const of = (name: Column | ReturnKind) => languages.map((say) => fold(say(`column.${name}`)).replace(/\s*\(.*\)\s*$/, ''));
  return {
    id: of('id'),
    name: of('name'),
    meetings: of('meetings'),
    attendances: of('attendances'),
    leaflets: of('leaflets'),
    panels: of('panels'),
    articles: of('articles'),
    airMinutes: of('airMinutes'),
    spent: of('spent'),
    difficulties: of('difficulties'),
    proposals: of('proposals'),
  };
}

function text(value: string) {
  return { value: printable(value), type: String } as const;
}
