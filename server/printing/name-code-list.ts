import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { printJoinCode } from '../../bot/dialogue/join-code-text';
import type { Translate } from '../i18n';
import { dayOf } from '../reach/period';
import { joinLink } from './join-link';
import type { NameCodeList } from './model';
import { printable } from './write-text';
import { shortDate } from './written-date';

const columns = [
  { key: 'number', width: 6 },
  { key: 'name', width: 32 },
  { key: 'group', width: 22 },
  { key: 'code', width: 14 },
  { key: 'link', width: 52 },
] as const;

/**
 * The list on which an organisation notes who has which code, as an Excel file with an empty column for names. It is made and
 * forgotten: what is filled in stays where the file is.
 */
export async function nameCodeList(list: NameCodeList, say: Translate): Promise<Buffer> {
  const rows = {
    sheet: say('list.sheet'),
    data: codeRows(list, say),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  };
  const notes = { sheet: say('list.notes'), data: noteRows(list, say), columns: [{ width: 90 }] };
  return writeExcelFile([rows, notes], { fontFamily: 'Arial', fontSize: 11 }).toBuffer();
}

/** Heads in the first row, so that the file can be read back as a roster. Every cell is text or number, never a formula. */
function codeRows({ masthead, groups }: NameCodeList, say: Translate): SheetData {
  const heads = columns.map(({ key }) => ({ value: say(`list.column.${key}`), fontWeight: 'bold', backgroundColor: '#e9eeec' }) as const);
  const rows = groups.flatMap(({ name, rows: ofGroup }) =>
    ofGroup.map(({ number, code }) => [
      { value: number, type: Number },
      null,
      { value: printable(name), type: String },
      { value: printJoinCode(code), type: String, fontFamily: 'Courier New' },
      { value: joinLink(masthead.publicUrl, code), type: String },
    ]),
  );
  return [heads, ...rows];
}

function noteRows({ masthead, organisation }: NameCodeList, say: Translate): SheetData {
  const lines = ['title', 'keep', 'forgotten', 'single', 'lost', 'delete'].map((key) =>
    say(`list.note.${key}`, { organisation: printable(organisation), day: shortDate(say, dayOf(masthead.printedAt)) }),
  );
  return lines.map((value, index) => [{ value, type: String, wrap: true, ...(index === 0 ? { fontWeight: 'bold' } : {}) } as const]);
}
