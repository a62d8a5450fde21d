// One roster read, mapped and tried in a process of its own: prints how long it took and how much memory that added.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveKeys } from '../dist/server/keys.js';
import { dryRun } from '../dist/server/rosters/dry-run.js';
import { proposeMapping } from '../dist/server/rosters/mapping/propose-mapping.js';
import { readRosterFile } from '../dist/server/rosters/reading/read-roster-file.js';
import { native } from '../dist/server/storage/collection.js';
import { groups } from '../dist/server/storage/collections/groups.js';
import { organisations } from '../dist/server/storage/collections/organisations.js';
import { connectStorage, createIndexes } from '../dist/server/storage/connect.js';
import { classesIn, writeRoster } from './rosters-file.mjs';

const [path, rows] = process.argv.slice(2);
if (rows !== undefined) await writeRoster(path, Number(rows));
else console.log(JSON.stringify(await measure(path)));

async function measure(file) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-rosters-'));
  const storage = await connectStorage({ folder });
  try {
    await createIndexes(storage.db);
    await native(organisations(storage.db)).insertOne({
      _id: 'u',
      name: 'U',
      kind: 'university',
      area: '68',
      populations: ['higher-education'],
    });
    await native(groups(storage.db)).insertMany(
      classesIn.map((name) => ({ _id: name, organisation: 'u', area: '68', name, population: 'higher-education' })),
    );
    return await tryOnce({ db: storage.db, keys: deriveKeys('bench secret', 'another bench secret') }, file);
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true });
  }
}

async function tryOnce(deps, file) {
  const bytes = readFileSync(file);
  const before = process.memoryUsage.rss();
  const watch = watchLoop();
  const startedAt = performance.now();
  const read = await readRosterFile(bytes);
  const readMs = performance.now() - startedAt;
  const mappings = await proposeMapping(deps, 'u', read.file);
  const run = await dryRun(deps, { place: { organisation: 'u' }, actor: 'bench', file: read.file, mappings, now: new Date() });
  const ms = performance.now() - startedAt;
  const longestMs = watch();
  const addedMb = process.resourceUsage().maxRSS / 1024 - before / 1024 / 1024;
  return { counts: run.counts, readMs, ms, addedMb, longestMs };
}

/** The longest time for which nothing else could have run. */
function watchLoop() {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}
