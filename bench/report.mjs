import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { canPin } from './targets/pin.mjs';

const outFolder = fileURLToPath(new URL('./out/', import.meta.url));

/** A part's table in markdown. Columns are `[heading, row => text]`. */
export function printTable({ title, notes = [], columns, rows }) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const table = [
    line(columns.map(([heading]) => heading)),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map(([, cell]) => cell(row)))),
  ];
  console.log([`\n## ${title}`, '', ...notes.flatMap((note) => [note, '']), ...table].join('\n'));
}

/** Every single measurement, for whoever wants to look closer; returns where it is. */
export function writeResults(options, parts) {
  mkdirSync(outFolder, { recursive: true });
  const path = `${outFolder}${new Date().toISOString().replaceAll(':', '-')}.json`;
  writeFileSync(path, JSON.stringify({ machine: machine(), options, parts }, undefined, 1));
  return path;
}

export const machine = () => ({
  node: process.version,
  processors: cpus().length,
  model: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  pinned: canPin,
});

export const number = (value, digits = 0) => (value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits));

export const withSpread = ({ median, from, to }, digits = 0) => `${number(median, digits)} (${number(from, digits)}–${number(to, digits)})`;
