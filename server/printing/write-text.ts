import type { Face, Paper } from './pdf';
import { ink } from './pdf';

/** Where text goes. With a height it stays inside, whatever it says: first smaller, then cut. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height?: number };

export type Look = {
  readonly face?: Face;
  readonly size: number;
  /** The smallest size that is still read on paper. */
  readonly least?: number;
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  readonly color?: string;
  readonly spacing?: number;
  readonly indent?: number;
  readonly lineGap?: number;
};

/** Writes a text into its box and answers where the next may begin. */
export function writeText(paper: Paper, text: string, box: Box, look: Look): number {
  const written = printable(text);
  const size = fittingSize(paper, written, box, look);
  const options = { ...optionsOf(box, look), ...(box.height === undefined ? {} : { height: box.height, ellipsis: true }) };
  paper
    .font(look.face ?? 'regular', size)
    .fillColor(look.color ?? ink.black)
    .text(written, box.x, box.y, options);
  return box.y + Math.min(heightOf(paper, written, box, look, size), box.height ?? Number.POSITIVE_INFINITY);
}

/** How high a text stands in a box of that width. */
export function textHeight(paper: Paper, text: string, box: Box, look: Look): number {
  return heightOf(paper, printable(text), box, look, look.size);
}

/** Composed letters, so that a mark never stands beside its vowel, and nothing that has no shape. */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}

function fittingSize(paper: Paper, text: string, box: Box, look: Look): number {
  if (box.height === undefined) return look.size;
  const least = look.least ?? look.size;
  let size = look.size;
  while (size > least && heightOf(paper, text, box, look, size) > box.height) size = Math.max(least, size - 0.5);
  return size;
}

function heightOf(paper: Paper, text: string, box: Box, look: Look, size: number): number {
  return paper.font(look.face ?? 'regular', size).heightOfString(text, optionsOf(box, look));
}

function optionsOf({ width }: Box, { align = 'left', spacing = 0, indent = 0, lineGap = 0 }: Look) {
  return { width, align, characterSpacing: spacing, indent, lineGap };
}
