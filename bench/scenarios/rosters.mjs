import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quantile, sorted } from '../driver/statistics.mjs';
import { number } from '../report.mjs';
import { onCpu, serverCpu } from '../targets/pin.mjs';

const script = fileURLToPath(new URL('../rosters.mjs', import.meta.url));
const listed = 50_000;

/** How long the dry run of a large roster takes, and what memory it adds to a process that has its store open. */
export async function rosters({ starts }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-rosters-'));
  try {
    const rows = ['xlsx', 'csv'].map((kind) => measure(kind, join(folder, `roster.${kind}`), starts));
    return [
      {
        title: `The dry run of a roster of ${listed} rows`,
        notes: [`Medians of ${starts}, each in a process of its own; memory and pause are the worst of them`],
        columns: [
          ['file', ({ kind }) => kind],
          ['read ms', ({ readMs }) => number(readMs)],
          ['dry run ms', ({ ms }) => number(ms)],
          ['MB added at most', ({ addedMb }) => number(addedMb)],
          ['longest pause ms', ({ longestMs }) => number(longestMs)],
        ],
        rows,
        raw: rows,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measure(kind, path, times) {
  run([path, `${listed}`]);
  const runs = Array.from({ length: times }, () => JSON.parse(run([path])));
  if (runs.some(({ counts }) => counts.new !== listed)) throw new Error('bench/rosters.mjs judged rows otherwise than they are');
  const middle = (name) => quantile(sorted(runs.map((one) => one[name])), 0.5);
  const worst = (name) => Math.max(...runs.map((one) => one[name]));
  return { kind, readMs: middle('readMs'), ms: middle('ms'), addedMb: worst('addedMb'), longestMs: worst('longestMs') };
}

function run(args) {
  const [command, ...rest] = onCpu(serverCpu, [process.execPath, script, ...args]);
  const { status, stdout } = spawnSync(command, rest, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  if (status !== 0) throw new Error('bench/rosters.mjs failed');
  return stdout;
}
