import writeWorkbook, { type Cell, type Row } from 'write-excel-file/node';
import type { JudgedRow } from './judged-row';
import type { RosterWords } from './roster-deps';

/** A row of the list with the code that goes to it; `undefined`: it has one already that only its holder knows, or got none. */
export type CodedRow = {
  readonly judged: JudgedRow;
  readonly code: string | undefined;
  readonly line: number | undefined; // on its group's list: what its sheet and its slip say
};

const columnNames = ['ordinal', 'name', 'birth', 'group', 'ownCode', 'rosterCode', 'note'] as const;
const widths = [6, 30, 14, 16, 16, 16, 48];

/**
 * The list that goes back to the office: its rows in their order, each with its code. The only place where a name stands
 * beside a code; nobody keeps a copy here. Texts are written as texts, so no name becomes a formula.
 */
export async function codeList(rows: readonly CodedRow[], groupNames: ReadonlyMap<string, string>, { say }: RosterWords): Promise<Buffer> {
  const heading: Row = columnNames.map((name) => ({ value: say(`list.${name}`), type: String, fontWeight: 'bold' as const }));
  const lines = rows.map((row) => toLine(row, groupNames, { say }));
  const workbook = writeWorkbook([heading, ...lines], {
    sheet: say('list.sheet'),
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  });
  return workbook.toBuffer();
}

function toLine({ judged, code, line }: CodedRow, groupNames: ReadonlyMap<string, string>, { say }: RosterWords): Row {
  const { row, group, status, reason, values } = judged;
  const note = status === 'new' ? '' : say(`reasons.${reason}`, values);
  const texts = [row.name, row.birth ?? row.birthText, groupNames.get(group ?? '') ?? row.group, row.code, code ?? row.rosterCode, note];
  return [line === undefined ? null : { value: line, type: Number }, ...texts.map((text): Cell => ({ value: text ?? '', type: String }))];
}
