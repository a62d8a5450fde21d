import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Translate } from '../i18n';
import { longDate } from '../printing/written-date';
import { layout, type OfficialHead } from './document';
import { upperCase } from './upper-case';

/** Issuer and number at the left, the country's name and motto at the right, below them the title: annex I, I.1 to I.5. */
export function docxHead(head: OfficialHead, say: Translate): readonly (Paragraph | Table)[] {
  const row = new TableRow({ children: [cell(leftOf(head, say), 42), cell(rightOf(head, say), 58)] });
  const table = new Table({
    rows: [row],
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [3900, 5385],
    layout: TableLayoutType.FIXED,
    borders: none,
  });
  return [table, ...titleOf(head)];
}

const line = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
export const none = { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line } as const;

export function cell(children: readonly Paragraph[], percent: number): TableCell {
  const margins = { left: 0, right: 0, top: 0, bottom: 0 };
  return new TableCell({ children, margins, width: { size: percent, type: WidthType.PERCENTAGE }, verticalAlign: VerticalAlignTable.TOP });
}

function leftOf({ parentBody, issuer, symbol, number, kind, subject }: OfficialHead, say: Translate): readonly Paragraph[] {
  const sign = say('document.number', { number: number ?? say('document.blank'), symbol });
  const letter = kind === undefined ? [centred(say('document.regarding', { subject }), { size: 12 })] : [];
  return [
    ...(parentBody === undefined ? [] : [centred(upperCase(parentBody), { size: layout.head.country })]),
    centred(upperCase(issuer), { size: layout.head.country, bold: true }),
    rule(30),
    centred(sign, { size: layout.head.size }),
    ...letter,
  ];
}

function rightOf({ locality, date }: OfficialHead, say: Translate): readonly Paragraph[] {
  const dated = say('document.placeAndDate', { locality, date: date === undefined ? say('document.openDate') : longDate(say, date) });
  return [
    centred(say('document.country'), { size: layout.head.country, bold: true }),
    centred(say('document.motto'), { size: layout.head.motto, bold: true }),
    rule(22),
    centred(dated, { size: layout.head.date, italics: true }),
  ];
}

function titleOf({ kind, subject }: OfficialHead): readonly Paragraph[] {
  if (kind === undefined) return [new Paragraph({ spacing: { after: 120 } })];
  return [
    centred(upperCase(kind), { size: layout.title.kind, bold: true, before: 320 }),
    centred(subject, { size: layout.title.subject, bold: true }),
    rule(38, 240),
  ];
}

type Looks = { readonly size: number; readonly bold?: boolean; readonly italics?: boolean; readonly before?: number };

export function centred(text: string, { size, bold = false, italics = false, before = 0 }: Looks): Paragraph {
  const run = new TextRun({ text, bold, italics, size: size * 2 });
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before }, keepNext: true, children: [run] });
}

/** The line under issuer, motto and title: a border as wide as the indents leave it. */
function rule(insetPercent: number, after = 60): Paragraph {
  const inset = Math.round((4600 * insetPercent) / 100);
  return new Paragraph({
    spacing: { before: 70, line: 40, lineRule: 'exact', after },
    indent: { left: inset, right: inset },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    keepNext: true,
  });
}
