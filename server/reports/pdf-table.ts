import type { Paper } from '../printing/pdf';
import { printable } from '../printing/write-text';
import { type DocumentTable, layout } from './document';
import { type Column, makeRoom } from './pdf-page';

const padding = { x: 4, y: 3 };
type Look = { readonly face: 'office-regular' | 'office-bold'; readonly align: 'left' | 'center' | 'right' };
type Ruled = Column & Look;

/** Rows stay whole, and the heading row comes again on every page. */
export function drawTable(paper: Paper, table: DocumentTable, place: Column): void {
  const columns = ruledColumns(table, place);
  const heads = table.columns.map(({ head }) => head);
  const headColumns = columns.map((column): Ruled => ({ ...column, face: 'office-bold', align: 'center' }));
  const firstRow = table.rows[0] ?? [];

  const caption = captionHeight(paper, table.caption, place);
  makeRoom(paper, caption + rowHeight(paper, heads, headColumns) + rowHeight(paper, firstRow, columns));
  drawCaption(paper, table.caption, place);
  drawRow(paper, heads, headColumns);
  for (const row of table.rows) {
    const { y } = paper;
    makeRoom(paper, rowHeight(paper, row, columns));
    if (paper.y < y) drawRow(paper, heads, headColumns);
    drawRow(paper, row, columns);
  }
  for (const note of table.notes ?? []) drawNote(paper, note, place);
  paper.y += 8;
}

function ruledColumns({ columns }: DocumentTable, { x, width }: Column): readonly Ruled[] {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  let left = x;
  return columns.map(({ share, align = 'left' }) => {
    const column = { x: left, width: (width * share) / total, face: 'office-regular', align } as const;
    left += column.width;
    return column;
  });
}

function drawRow(paper: Paper, cells: readonly string[], columns: readonly Ruled[]): void {
  const height = rowHeight(paper, cells, columns);
  const { y } = paper;
  for (const [index, { x, width, face, align }] of columns.entries()) {
    const text = printable(cells[index] ?? '');
    const inner = { width: width - 2 * padding.x, align };
    paper.rect(x, y, width, height).lineWidth(0.5).stroke('#000000');
    const used = paper.font(face, layout.table.size).heightOfString(text, inner);
    paper.fillColor('#000000').text(text, x + padding.x, y + (height - used) / 2 + 1, inner);
  }
  paper.y = y + height;
}

function rowHeight(paper: Paper, cells: readonly string[], columns: readonly Ruled[]): number {
  const heights = columns.map(({ width, face }, index) =>
    paper.font(face, layout.table.size).heightOfString(printable(cells[index] ?? ''), { width: width - 2 * padding.x }),
  );
  return Math.max(...heights) + 2 * padding.y;
}

function captionHeight(paper: Paper, caption: string, { width }: Column): number {
  return paper.font('office-bold', layout.table.size).heightOfString(printable(caption), { width, align: 'center' }) + 10;
}

function drawCaption(paper: Paper, caption: string, { x, width }: Column): void {
  paper.font('office-bold', layout.table.size).fillColor('#000000');
  paper.text(printable(caption), x, paper.y + 4, { width, align: 'center' });
  paper.y += 4;
}

function drawNote(paper: Paper, note: string, { x, width }: Column): void {
  const options = { width, align: 'justify' } as const;
  const text = printable(note);
  makeRoom(paper, paper.font('office-italic', layout.table.notes).heightOfString(text, options));
  paper.font('office-italic', layout.table.notes).fillColor('#000000');
  paper.text(text, x, paper.y + 2, options);
}
