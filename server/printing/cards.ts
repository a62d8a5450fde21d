import type { Readable } from 'node:stream';
import { printJoinCode } from '../../bot/dialogue/join-code-text';
import type { Translate } from '../i18n';
import { markDemo } from './demo-mark';
import { drawQr } from './draw-qr';
import { joinLink } from './join-link';
import type { CardBatch, Cards, Masthead, RosterRow } from './model';
import { ink, type Paper, toPdf } from './pdf';
import { type Box, writeText } from './write-text';

const columns = 3;
const rows = 7;
/** How many cards a page holds. */
export const cardsPerPage = columns * rows;

const page = { width: 595.28, height: 841.89 };
const edge = { x: 28, y: 30 };
const card = { width: (page.width - 2 * edge.x) / columns, height: (page.height - 2 * edge.y) / rows };
const mark = 10;

/** Single-use codes to cut out, the same whoever they are for. */
export function codeCards({ masthead, batches }: Cards, say: Translate): Readable {
  return toPdf({ title: say('programme'), size: 'A4', masthead, say }, function* (paper) {
    for (const batch of batches) yield* drawBatch(paper, batch, masthead, say);
  });
}

function* drawBatch(paper: Paper, batch: CardBatch, masthead: Masthead, say: Translate): Generator<undefined> {
  const pages = Math.ceil(batch.rows.length / cardsPerPage);
  for (let n = 1; n <= pages; n += 1) {
    paper.addPage();
    markDemo(paper, masthead, say);
    drawCutMarks(paper);
    drawMargin(paper, batch, say('page', { page: n, pages }));
    const shown = batch.rows.slice((n - 1) * cardsPerPage, n * cardsPerPage);
    for (const [index, row] of shown.entries()) {
      drawCard(paper, placeOf(index), row, masthead, say);
      if (index % columns === columns - 1) yield;
    }
    yield;
  }
}

function placeOf(index: number) {
  return { x: edge.x + (index % columns) * card.width, y: edge.y + Math.floor(index / columns) * card.height };
}

/** In the margin only, so that no line is left on a card that is cut a little askew. */
function drawCutMarks(paper: Paper): void {
  for (let n = 0; n <= columns; n += 1) {
    const x = edge.x + n * card.width;
    paper.moveTo(x, edge.y - mark).lineTo(x, edge.y - 2);
    paper.moveTo(x, page.height - edge.y + 2).lineTo(x, page.height - edge.y + mark);
  }
  for (let n = 0; n <= rows; n += 1) {
    const y = edge.y + n * card.height;
    paper.moveTo(edge.x - mark, y).lineTo(edge.x - 2, y);
    paper.moveTo(page.width - edge.x + 2, y).lineTo(page.width - edge.x + mark, y);
  }
  paper.lineWidth(0.5).stroke(ink.black);
}

/** Below the cards, where it is cut away. */
function drawMargin(paper: Paper, batch: CardBatch, pageOfPages: string): void {
  const box = { x: edge.x + 6, y: page.height - edge.y + 12, width: page.width - 2 * edge.x - 12, height: 10 };
  if (batch.kind === 'roster') writeText(paper, batch.groupName, { ...box, width: box.width - 80 }, { size: 7, least: 5, color: ink.soft });
  writeText(paper, pageOfPages, box, { size: 7, align: 'right', color: ink.soft });
}

type Corner = Pick<Box, 'x' | 'y'>;

function drawCard(paper: Paper, { x, y }: Corner, { number, code }: RosterRow, masthead: Masthead, say: Translate): void {
  const qr = 80;
  drawQr(paper, joinLink(masthead.publicUrl, code), { x: x + 2, y: y + 4, size: qr });
  writeText(
    paper,
    say('card.number', { number }),
    { x: x + 2, y: y + qr + 5, width: qr, height: 14 },
    { face: 'medium', size: 9, least: 6, align: 'center' },
  );
  const text = { x: x + qr + 4, width: card.width - qr - 12 };
  writeText(paper, say('programme'), { ...text, y: y + 9, height: 16 }, { face: 'bold', size: 11, color: ink.accent });
  writeText(paper, printJoinCode(code), { ...text, y: y + 24, height: 19 }, { face: 'bold', size: 12.5, least: 8, spacing: 0.2 });
  writeText(paper, cardText(masthead, say), { ...text, y: y + 44, height: card.height - 50 }, { size: 6.5, least: 5.5 });
}

function cardText({ zalo, messenger }: Masthead, say: Translate): string {
  const apps = zalo === undefined ? (messenger === undefined ? 'none' : 'messenger') : messenger === undefined ? 'zalo' : 'both';
  return say(`card.text.${apps}`);
}
