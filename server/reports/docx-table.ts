import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType } from 'docx';
import { type DocumentTable, layout } from './document';

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;
const innerTwips = 9_354; // 165 mm between the margins

/** Its heading row comes again on every page, no row is torn apart, and the caption stays with the first of them. */
export function docxTable({ caption, columns, rows, notes = [] }: DocumentTable): readonly (Paragraph | Table)[] {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((innerTwips * share) / total));
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, index) => cellOf(column.head, { width: widths[index] ?? 0, align: 'center', bold: true })),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.map((text, index) => cellOf(text, { width: widths[index] ?? 0, align: columns[index]?.align ?? 'left' })),
      }),
  );
  const table = new Table({
    rows: [head, ...body],
    width: { size: innerTwips, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
  });
  return [captionOf(caption), table, ...notes.map(noteOf), new Paragraph({ spacing: { after: 60 } })];
}

type Cell = { readonly width: number; readonly align: keyof typeof alignments; readonly bold?: boolean };

function cellOf(text: string, { width, align, bold = false }: Cell): TableCell {
  const run = new TextRun({ text, bold, size: layout.table.size * 2 });
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 70, right: 70, top: 30, bottom: 30 },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [new Paragraph({ alignment: alignments[align], children: [run] })],
  });
}

function captionOf(text: string): Paragraph {
  const run = new TextRun({ text, bold: true, size: layout.table.size * 2 });
  return new Paragraph({ keepNext: true, alignment: AlignmentType.CENTER, spacing: { before: 120, after: 80 }, children: [run] });
}

function noteOf(text: string): Paragraph {
  const run = new TextRun({ text, italics: true, size: layout.table.notes * 2 });
  return new Paragraph({ alignment: AlignmentType.BOTH, spacing: { before: 40 }, children: [run] });
}
