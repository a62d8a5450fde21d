import { create } from 'qrcode';
import type { Paper } from './pdf';

/** Modules of white that a reader needs on every side. */
const quiet = 4;

/** A QR code in a square of paper, its white border included. One path: no seams between the modules in any viewer. */
export function drawQr(
  paper: Paper,
  text: string,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const unit = size / (modules.size + 2 * quiet);
  for (const { row, from, length } of runsOf(modules)) {
    paper.rect(x + (from + quiet) * unit, y + (row + quiet) * unit, length * unit, unit);
  }
  paper.fill('#000000');
}

type Run = { readonly row: number; readonly from: number; readonly length: number };

function runsOf({ size, data }: { readonly size: number; readonly data: Uint8Array }): readonly Run[] {
  return Array.from({ length: size }, (_, row) => darkRuns(data.subarray(row * size, (row + 1) * size), row)).flat();
}

function darkRuns(cells: Uint8Array, row: number): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < cells.length; from += 1) {
    if (cells[from] !== 1) continue;
    const light = cells.indexOf(0, from);
    const end = light === -1 ? cells.length : light;
    runs.push({ row, from, length: end - from });
    from = end;
  }
  return runs;
}
