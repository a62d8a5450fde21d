import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { printable } from '../printing/write-text';
import type { Figure } from '../reach/figure';
import { besideSheets } from './beside-sheets';
import { definitionBlocks } from './definition-blocks';
import type { ReportSnapshot } from './snapshot';
import type { Words } from './words';

type Cell = SheetData[number][number];
type Column = { readonly head: string; readonly width: number; readonly cell: (row: Figure) => Cell };

/** The figures as a workbook: real numbers, one sheet a level, and the rules and papers behind them on a sheet of their own. */
export async function toXlsx(snapshot: ReportSnapshot, words: Words, mark?: string): Promise<Buffer> {
  const { indicators } = snapshot;
  const { say } = words;
  const sheets = [
    figureSheet(
      say('sheet.summary'),
      indicators.map(({ total }) => total),
      words,
      mark,
      classColumns(words),
    ),
    figureSheet(
      say('sheet.areas'),
      indicators.flatMap(({ areas }) => areas),
      words,
      mark,
    ),
    figureSheet(
      say('sheet.organisations'),
      indicators.flatMap(({ organisations }) => organisations),
      words,
      mark,
    ),
    ...unitSheets(snapshot, words, mark),
    ...besideSheets(snapshot, words, markRow(mark)),
    definitionSheet(snapshot, words, mark),
  ];
  return writeExcelFile(sheets, { fontFamily: 'Times New Roman', fontSize: 12 }).toBuffer();
}

function figureSheet(sheet: string, rows: readonly Figure[], words: Words, mark: string | undefined, more: readonly Column[] = []) {
  const columns = [...columnsOf(words), ...besideColumns(rows, words), ...more];
  const heads = columns.map(({ head }): Cell => ({ value: head, fontWeight: 'bold', backgroundColor: '#e9eeec', wrap: true }));
  const data: SheetData = [...markRow(mark), heads, ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  return { sheet, data, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: mark === undefined ? 1 : 2 };
}

function columnsOf({ say }: Words): readonly Column[] {
  return [
    { head: say('column.indicator'), width: 36, cell: ({ indicator }) => text(indicator.term) },
    { head: say('column.target'), width: 14, cell: ({ indicator }) => text(indicator.target.written) },
    { head: say('column.place'), width: 36, cell: ({ node }) => text(node.name) },
    { head: say('column.code'), width: 14, cell: ({ node }) => text(node.id) },
    {
      head: say('column.denominator'),
      width: 12,
      cell: ({ denominator }) => (denominator.status === 'complete' ? number(denominator.people) : null),
    },
    { head: say('column.people'), width: 12, cell: ({ low }) => number(low) },
    { head: say('column.shareUnit'), width: 10, cell: ({ verdict }) => tenths(verdict?.tenthsOfPercent) },
    { head: say('column.high'), width: 12, cell: ({ high }) => number(high) },
    { head: say('column.attendances'), width: 12, cell: ({ attendances }) => number(attendances) },
    { head: say('column.understood'), width: 12, cell: ({ understood }) => number(understood) },
    { head: say('column.change'), width: 12, cell: ({ change }) => number(change?.low) },
    { head: say('column.missing'), width: 12, cell: ({ verdict, countVerdict }) => number((verdict ?? countVerdict)?.missing) },
    { head: say('column.state'), width: 20, cell: (row) => text(say(`state.${stateOf(row)}`)) },
    { head: say('column.held'), width: 14, cell: ({ held }) => (held === undefined ? null : text(held)) },
    { head: say('column.asOf'), width: 12, cell: ({ denominator }) => (denominator.status === 'complete' ? text(denominator.asOf) : null) },
    {
      head: say('column.document'),
      width: 40,
      cell: ({ denominator }) => (denominator.status === 'complete' ? text(denominator.document) : null),
    },
  ];
}

/** The readings that are not the plan's headline. */
function besideColumns(rows: readonly Figure[], { say }: Words): readonly Column[] {
  const readings = (['C', 'A', 'B'] as const).filter((reading) => rows.some(({ beside }) => beside?.[reading] !== undefined));
  return readings.flatMap((reading): readonly Column[] => [
    { head: say('column.besidePeople', { reading }), width: 12, cell: ({ beside }) => number(beside?.[reading]?.low) },
    { head: say('column.besideOf', { reading }), width: 12, cell: ({ beside }) => number(peopleOf(beside?.[reading]?.denominator)) },
    { head: say('column.besideShare', { reading }), width: 10, cell: ({ beside }) => tenths(beside?.[reading]?.tenthsOfPercent) },
  ]);
}

function peopleOf(denominator: Figure['denominator'] | undefined): number | undefined {
  return denominator?.status === 'complete' ? denominator.people : undefined;
}

/** Of the whole plan: below it few rest on one class. */
function classColumns({ say }: Words): readonly Column[] {
  const classes = ['E4', 'E3', 'E2', 'E1'] as const;
  return classes.map((name) => ({ head: say(`column.${name}`), width: 14, cell: (row) => number(row.classes?.[name]) }));
}

function stateOf({ suppressed, denominator, ...figure }: Figure): string {
  const verdict = figure.verdict ?? figure.countVerdict;
  if (suppressed) return 'withheld';
  if (denominator.status === 'incomplete') return 'incomplete';
  if (verdict === undefined) return 'noRate';
  return verdict.met ? 'met' : 'missing';
}

/** A plan without such an indicator has no sheet for it. */
function unitSheets({ units }: ReportSnapshot, { say }: Words, mark: string | undefined) {
  if (units.length === 0) return [];
  const heads = ['code', 'indicatorText', 'target', 'covered', 'units'].map((name): Cell => {
    return { value: say(`column.${name}`), type: String, fontWeight: 'bold', backgroundColor: '#e9eeec', wrap: true };
  });
  const rows = units.map(({ id, unit, what, target, covered, units: all }): Cell[] => {
    return [text(id), text(`${unit}: ${what}`), text(target.written), number(covered), number(all)];
  });
  const data: SheetData = [...markRow(mark), heads, ...rows];
  return [{ sheet: say('sheet.units'), data, columns: [12, 60, 14, 12, 12].map((width) => ({ width })) }];
}

function definitionSheet(snapshot: ReportSnapshot, words: Words, mark: string | undefined) {
  const { say, format } = words;
  const { plan, period } = snapshot;
  const lines = [
    say('sheet.of', { plan: plan.title, number: plan.number, from: format.day(period.from), to: format.day(period.to) }),
    ...definitionBlocks(snapshot, words).flatMap(({ block }) => (block.kind === 'table' ? [] : [block.text])),
  ];
  const data: SheetData = [...markRow(mark), ...lines.map((line) => [{ value: printable(line), type: String, wrap: true } as const])];
  return { sheet: say('sheet.definitions'), data, columns: [{ width: 110 }] };
}

function markRow(mark: string | undefined): SheetData {
  return mark === undefined ? [] : [[{ value: mark, type: String, fontWeight: 'bold' }]];
}

/** Text stays text: a name that begins like a formula runs in no spreadsheet, as its cell is of type string. */
function text(value: string): Cell {
  return { value: printable(value), type: String };
}

function number(value: number | undefined): Cell {
  return value === undefined ? null : { value, type: Number };
}

function tenths(value: number | undefined): Cell {
  return value === undefined ? null : { value: value / 10, type: Number, format: '0.0' };
}
