import type { Translate } from '../i18n';
import type { AttendanceRow } from './model';
import { ink, type Paper } from './pdf';
import { writeText } from './write-text';

/** High enough to sign in by hand. */
export const rowHeight = 24;

const columns = [
  { key: 'number', width: 30 },
  { key: 'tail', width: 40 },
  { key: 'name', width: 216 },
  { key: 'present', width: 50 },
  { key: 'absent', width: 50 },
  { key: 'signature', width: 125.28 },
] as const;
const left = 42;
const width = columns.reduce((total, column) => total + column.width, 0);
const headHeight = 26;

/** The heads of the columns, the same on every page; answers where the first row begins. */
export function drawColumnHeads(paper: Paper, y: number, say: Translate): number {
  paper.rect(left, y, width, headHeight).fill('#e9eeec');
  for (const { key, x, ...column } of placed()) {
    const box = { x: x + 2, y: y + 7, width: column.width - 4, height: 14 };
    writeText(paper, say(`attendance.column.${key}`), box, { face: 'bold', size: 9, least: 6.5, align: 'center' });
  }
  drawGrid(paper, y, headHeight);
  return y + headHeight;
}

/** A line with its number and the end of its code; name and signature are written by hand, nothing is ticked. Answers where the next begins. */
export function drawRow(paper: Paper, { number, tail }: AttendanceRow, y: number): number {
  for (const { key, x, ...column } of placed()) {
    const box = { x: x + 2, y: y + 6, width: column.width - 4, height: 14 };
    if (key === 'number') writeText(paper, String(number), box, { size: 10, least: 6, align: 'center' });
    if (key === 'tail') writeText(paper, tail, { ...box, y: y + 8 }, { size: 7.5, least: 5, align: 'center', color: ink.soft });
    if (key === 'present' || key === 'absent')
      paper
        .rect(x + column.width / 2 - 6, y + rowHeight / 2 - 6, 12, 12)
        .lineWidth(0.8)
        .stroke(ink.black);
  }
  drawGrid(paper, y, rowHeight);
  return y + rowHeight;
}

function placed() {
  let x = left;
  return columns.map((column) => {
    const here = { ...column, x };
    x += column.width;
    return here;
  });
}

function drawGrid(paper: Paper, y: number, height: number): void {
  paper.rect(left, y, width, height);
  for (const { x } of placed().slice(1)) paper.moveTo(x, y).lineTo(x, y + height);
  paper.lineWidth(0.5).stroke(ink.line);
}
