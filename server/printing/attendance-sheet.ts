import type { Readable } from 'node:stream';
import type { Translate } from '../i18n';
import { confirmationHeight, drawConfirmation } from './attendance-confirmation';
import { drawFirstHead, drawMeaning, drawNextHead } from './attendance-head';
import { drawColumnHeads, drawRow, rowHeight } from './attendance-rows';
import { markDemo } from './demo-mark';
import type { AttendanceGroup, AttendanceSheet } from './model';
import { ink, type Paper, toPdf } from './pdf';
import { writeText } from './write-text';

const lowest = 806;
const side = 42;
const inner = 595.28 - 2 * side;

/** Sheets to tick and sign at a meeting: each group has its own pages, counted for themselves, so that they can be handed out apart. */
export function attendanceSheet(sheet: AttendanceSheet, say: Translate): Readable {
  const title = say('attendance.title');
  return toPdf({ title, size: 'A4', masthead: sheet.masthead, say }, function* (paper) {
    for (const group of sheet.groups) yield* drawGroup(paper, sheet, group, say);
  });
}

/** Where a group's pages break is settled before the first is drawn: the first says how many there are. */
function* drawGroup(paper: Paper, sheet: AttendanceSheet, group: AttendanceGroup, say: Translate): Generator<undefined> {
  let pages: number | undefined;
  let from = 0;
  for (let page = 1; pages === undefined || page <= pages; page += 1) {
    paper.addPage();
    markDemo(paper, sheet.masthead, say);
    const head = page === 1 ? drawFirstHead(paper, sheet, group, say) : drawNextHead(paper, sheet, group, say);
    const top = drawColumnHeads(paper, drawMeaning(paper, head, say), say);
    pages ??= pagesOf(group.rows.length, fitting(top), fitting(nextTop));
    const shown = group.rows.slice(from, from + fitting(top));
    const end = shown.reduce((y, row) => drawRow(paper, row, y), top);
    from += shown.length;
    if (page === pages) drawConfirmation(paper, Math.max(end + 10, lowest - confirmationHeight), say);
    drawFoot(paper, say('page', { page, pages }), say);
    yield;
  }
}

/** Where the rows begin on the second page and after: the short head has one line. */
const nextTop = 114;

function fitting(top: number): number {
  return Math.floor((lowest - top) / rowHeight);
}

function pagesOf(rows: number, first: number, next: number): number {
  const kept = Math.ceil((confirmationHeight + 10) / rowHeight);
  let pages = 1;
  let left = rows - first;
  while (left > -kept) {
    pages += 1;
    left -= next;
  }
  return pages;
}

function drawFoot(paper: Paper, pageOfPages: string, say: Translate): void {
  const box = { x: side, y: 814, width: inner, height: 12 };
  writeText(paper, say('attendance.private'), { ...box, width: inner - 80 }, { size: 7.5, least: 6, color: ink.soft });
  writeText(paper, pageOfPages, box, { size: 8, align: 'right' });
}
