import type { Paper } from '../printing/pdf';
import { layout } from './document';

const points = 72 / 25.4;

export const indent = layout.body.indentMm * points;
export const margins = {
  top: layout.marginMm.top * points,
  bottom: layout.marginMm.bottom * points,
  left: layout.marginMm.left * points,
  right: layout.marginMm.right * points,
};

/** Where text may stand, from the left edge of the paper. */
export type Column = { readonly x: number; readonly width: number };

export function newPage(paper: Paper): void {
  paper.addPage({ size: 'A4', margins });
}

/** Turns the page when so much no longer fits on it. */
export function makeRoom(paper: Paper, height: number): void {
  if (paper.y + height > paper.page.height - margins.bottom) newPage(paper);
}
