import { setImmediate } from 'node:timers/promises';
import { type Encoding, encodings, isSurelyUnicode, readVietnamese } from '../legacy/read-vietnamese';
import { type ScoreText, vietnameseScorer } from '../legacy/syllable';
import type { Cell, Sheet, SheetRow } from './roster-file';

const sampleCells = 400;
const perStep = 2_000;
const beyondAscii = /\P{ASCII}/u;

/**
 * Every cell in NFC Unicode. TCVN3 and VNI show as Latin letters once their font is gone, so a column is read in the way
 * that makes the most Vietnamese words, and as the whole sheet does when two make as many;
 * a cell of which that makes none is read by itself, as in a column put together from two files.
 */
export async function repairText(sheet: Sheet): Promise<Sheet> {
  const score = vietnameseScorer();
  const width = sheet.rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  const samples = Array.from({ length: width }, (_, column) => sampleOf(sheet, column));
  const ofSheet = usualEncoding(
    samples.flat().filter((text) => !isSurelyUnicode(text)),
    'unicode',
    score,
  );
  const usual = samples.map((sample) => usualEncoding(sample, ofSheet, score));
  const rows: SheetRow[] = [];
  for (const { line, cells } of sheet.rows) {
    rows.push({ line, cells: cells.map((cell, column) => repairCell(cell, usual[column] ?? 'unicode', score)) });
    if (rows.length % perStep === 0) await setImmediate();
  }
  return { name: readVietnamese(sheet.name, likelyEncoding(sheet.name, 'unicode', score)), rows };
}

function repairCell(cell: Cell, usual: Encoding, score: ScoreText): Cell {
  if (typeof cell !== 'string') return cell;
  const text = beyondAscii.test(cell) ? readCell(cell, usual, score) : cell;
  const tidy = text.replace(/[\s\u00a0\u200b\ufeff]+/gu, ' ').trim();
  return tidy === '' ? undefined : tidy;
}

function readCell(text: string, usual: Encoding, score: ScoreText): string {
  if (isSurelyUnicode(text)) return text.normalize('NFC');
  const read = readVietnamese(text, usual);
  return score(read) >= 0 ? read : readVietnamese(text, likelyEncoding(text, usual, score));
}

/** With one cell that is surely Unicode, the column is: what is not stands out cell by cell. */
function usualEncoding(sample: readonly string[], otherwise: Encoding, score: ScoreText): Encoding {
  return sample.some(isSurelyUnicode) ? 'unicode' : likelyEncoding(sample.join('\n'), otherwise, score);
}

function likelyEncoding(text: string, otherwise: Encoding, score: ScoreText): Encoding {
  const scores = encodings.map((encoding) => ({ encoding, score: score(readVietnamese(text, encoding)) }));
  const best = Math.max(...scores.map((one) => one.score));
  const leading = scores.filter((one) => one.score === best).map(({ encoding }) => encoding);
  return leading.includes(otherwise) ? otherwise : (leading[0] ?? otherwise);
}

function sampleOf({ rows }: Sheet, column: number): readonly string[] {
  const texts = new Set<string>();
  for (const { cells } of rows) {
    const cell = cells[column];
    if (typeof cell === 'string' && beyondAscii.test(cell)) texts.add(cell);
    if (texts.size >= sampleCells) break;
  }
  return [...texts];
}
