import type { Readable } from 'node:stream';
import type { Translate } from '../i18n';
import type { Masthead } from '../printing/model';
import { type Paper, toPdf as paperPdf } from '../printing/pdf';
import { printable, writeText } from '../printing/write-text';
import { type Block, type DocumentTable, layout, type OfficialDocument } from './document';
import { drawFoot, footHeight } from './pdf-foot';
import { drawHead } from './pdf-head';
import { type Column, indent, makeRoom, margins, newPage } from './pdf-page';
import { drawTable } from './pdf-table';

const body = { face: 'office-regular', size: layout.body.size } as const;

/** The same document for reading and filing: Tinos has the measures of Times New Roman. */
export function toPdf(document: OfficialDocument, masthead: Masthead, say: Translate): Readable {
  return paperPdf({ title: document.head.subject, size: 'A4', masthead, say }, function* (paper) {
    const stop = numberPages(paper, document.mark);
    newPage(paper);
    const width = paper.page.width - margins.left - margins.right;
    const place = { x: margins.left, width };
    paper.y = drawHead(paper, document.head, { ...place, y: margins.top }, say);
    for (const [index, block] of document.blocks.entries()) {
      const last = index === document.blocks.length - 1;
      drawBlock(paper, block, { next: document.blocks[index + 1], keep: last ? footHeight(document) : 0 }, place);
      yield;
    }
    makeRoom(paper, footHeight(document));
    drawFoot(paper, document, { ...place, y: paper.y + 12 }, say);
    stop();
    yield;
  });
}

/** What comes after a block, and the room to keep below it: nobody signs a page that has nothing else on it. */
type Below = { readonly next: Block | undefined; readonly keep: number };

function drawBlock(paper: Paper, block: Block, below: Below, place: Column): void {
  if (block.kind === 'table') drawTable(paper, block, place);
  else drawText(paper, block, below, place);
}

function drawText(paper: Paper, block: Exclude<Block, DocumentTable>, { next, keep }: Below, place: Column): void {
  const strong = block.kind === 'heading';
  const face = strong ? (block.level === 1 ? 'office-bold' : 'office-bold-italic') : body.face;
  const text = printable(block.kind === 'item' ? `- ${block.text}` : block.text);
  const options = { width: place.width, align: strong ? 'left' : 'justify', indent, lineGap: 2 } as const;
  const height = paper.font(face, body.size).heightOfString(text, options);
  if (strong) makeRoom(paper, height + heightToKeep(next));
  else if (height < 3 * body.size * 1.3) makeRoom(paper, height + keep); // two lines are not torn apart
  if (strong && block.level === 1) paper.y += 6;
  paper.font(face, body.size).fillColor('#000000').text(text, place.x, paper.y, options);
  paper.y += layout.body.after;
}

/** A heading never stands alone at the foot of a page. */
function heightToKeep(next: Block | undefined): number {
  return next?.kind === 'table' ? 110 : 48;
}

/** From the second page on, at the top in the middle; the mark on all. */
function numberPages(paper: Paper, mark: string | undefined): () => void {
  let page = 0;
  const onPage = () => {
    page += 1;
    const line = { x: 0, width: paper.page.width, height: 16 };
    if (mark !== undefined) writeText(paper, mark, { ...line, y: 14 }, { face: 'office-bold', size: 10, align: 'center' });
    if (page > 1) writeText(paper, String(page), { ...line, y: 30 }, { ...body, size: 13, align: 'center' });
    paper.font(body.face, body.size).y = margins.top;
  };
  paper.on('pageAdded', onPage);
  return () => paper.off('pageAdded', onPage);
}
