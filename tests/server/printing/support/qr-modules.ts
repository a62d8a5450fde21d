import type { Rectangle } from './read-pdf';

/** The dark and light modules of the QR code that these rectangles draw, row by row. */
export function modulesOf(rectangles: readonly Rectangle[], size: number): readonly number[] {
  const unit = Math.min(...rectangles.map(({ height }) => height));
  const left = Math.min(...rectangles.map(({ x }) => x));
  const top = Math.min(...rectangles.map(({ y }) => y));
  const modules = new Array<number>(size * size).fill(0);
  for (const { x, y, width } of rectangles) {
    const start = Math.round((y - top) / unit) * size + Math.round((x - left) / unit);
    modules.fill(1, start, start + Math.round(width / unit));
  }
  return modules;
}
