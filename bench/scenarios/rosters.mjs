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

/**
 * How long the dry run of a large roster takes, and what memory it adds to a process that has its store open: of people who are all
 * new, and of as many who are compared, by number, phone, name and year of birth, with those kept under a basis.
 */
export async function rosters({ starts }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-rosters-'));
  try {
    const rows = [...['xlsx', 'csv'].map((kind) => ofNew(kind, folder, starts)), ofKnown(folder, starts)];
    return [
      {
        title: `The dry run of a roster of ${listed} rows`,
        notes: [`Medians of ${starts}, each in a process of its own; memory and pause are the worst of them`],
        columns: [
          ['file', ({ kind }) => kind],
          ['people', ({ people }) => people],
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

function ofNew(kind, folder, times) {
  const path = join(folder, `roster.${kind}`);
  run(['write', path, `${listed}`]);
  const runs = Array.from({ length: times }, (_, time) => JSON.parse(run(['try', path, join(folder, `${kind}-${time}`)])));
  if (runs.some(({ counts }) => counts.new !== listed)) throw new Error('bench/rosters.mjs judged rows otherwise than they are');
  return { kind, people: 'new', ...summary(runs) };
}

/** One in three is only probable: known by name and year of birth alone. */
function ofKnown(folder, times) {
  const [before, after, store] = ['before.csv', 'after.csv', 'known'].map((name) => join(folder, name));
  run(['write', before, `${listed}`]);
  run(['write-again', after, `${listed}`]);
  const { basis } = JSON.parse(run(['keep', before, store]));
  const runs = Array.from({ length: times }, () => JSON.parse(run(['match', after, store, basis])));
  const probable = Math.floor(listed / 3);
  if (runs.some(({ counts }) => counts.probable !== probable || counts.matched !== listed - probable)) {
    throw new Error('bench/rosters.mjs matched rows otherwise than they are');
  }
  return { kind: 'csv', people: 'known by names and phones', ...summary(runs) };
}

function summary(runs) {
  const middle = (name) => quantile(sorted(runs.map((one) => one[name])), 0.5);
  const worst = (name) => Math.max(...runs.map((one) => one[name]));
  return { readMs: middle('readMs'), ms: middle('ms'), addedMb: worst('addedMb'), longestMs: worst('longestMs') };
}

function run(args) {
  const [command, ...rest] = onCpu(serverCpu, [process.execPath, script, ...args]);
  const { status, stdout } = spawnSync(command, rest, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  if (status !== 0) throw new Error('bench/rosters.mjs failed');
  return stdout;
}
