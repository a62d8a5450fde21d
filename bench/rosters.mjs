// One step with a roster in a process of its own. The steps that try one print how long it took and how much memory that added.
import { readFileSync } from 'node:fs';
import { loadTexts } from '../dist/server/i18n.js';
import { deriveKeys } from '../dist/server/keys.js';
import { decideBasis, recordBasis } from '../dist/server/rosters/bases.js';
import { confirm } from '../dist/server/rosters/confirm.js';
import { dryRun } from '../dist/server/rosters/dry-run.js';
import { proposeMapping } from '../dist/server/rosters/mapping/propose-mapping.js';
import { readRosterFile } from '../dist/server/rosters/reading/read-roster-file.js';
import { native } from '../dist/server/storage/collection.js';
import { groups } from '../dist/server/storage/collections/groups.js';
import { organisations } from '../dist/server/storage/collections/organisations.js';
import { connectStorage, createIndexes } from '../dist/server/storage/connect.js';
import { classesIn, writeRoster } from './rosters-file.mjs';

const keys = deriveKeys('bench secret', 'another bench secret');
const dayMs = 24 * 3_600_000;

const steps = {
  write: (file, rows) => writeRoster(file, Number(rows), false),
  'write-again': (file, rows) => writeRoster(file, Number(rows), true),
  try: (file, folder) => inStore(folder, (deps) => measure(deps, file)),
  keep: (file, folder) => inStore(folder, (deps) => keep(deps, file)),
  match: (file, folder, basis) => inStore(folder, (deps) => measure(deps, file, { basis })),
};

const [step, ...given] = process.argv.slice(2);
const said = await steps[step](...given);
if (said !== undefined) console.log(JSON.stringify(said));

async function inStore(folder, act) {
  const storage = await connectStorage({ folder });
  try {
    await createIndexes(storage.db);
    await makeUniversity(storage.db);
    return await act({ db: storage.db, keys, say: loadTexts()('vi', 'rosters') });
  } finally {
    await storage.close();
  }
}

async function makeUniversity(db) {
  const there = await native(organisations(db)).findOne({ _id: 'u' });
  if (there !== null) return;
  await native(organisations(db)).insertOne({ _id: 'u', name: 'U', kind: 'university', area: '68', populations: ['higher-education'] });
  await native(groups(db)).insertMany(
    classesIn.map((name) => ({ _id: name, organisation: 'u', area: '68', name, population: 'higher-education' })),
  );
}

/** Lists everybody under a basis that lets names and phones be kept; answers the basis. */
async function keep(deps, file) {
  const now = new Date();
  const keepUntil = new Date(now.getTime() + 300 * dayMs).toISOString().slice(0, 10);
  const form = { organisation: 'u', document: '1', signer: 'U', purpose: 'U', notice: 'U', keeps: ['name', 'phone'], keepUntil };
  const basis = await recordBasis(deps, form, { actor: 'bench', now });
  await decideBasis(deps, basis, 'approved', { actor: 'another', now });
  const { id } = await tryOnce(deps, file, { basis });
  const codesExpire = new Date(now.getTime() + 300 * dayMs);
  const { confirmed } = await confirm(deps, { id, actor: 'bench', decisions: new Map(), codesExpire, now: new Date() });
  return { basis, made: confirmed.made };
}

async function measure(deps, file, more = {}) {
  const before = process.memoryUsage.rss();
  const watch = watchLoop();
  const { counts, readMs, ms } = await tryOnce(deps, file, more);
  const longestMs = watch();
  const addedMb = process.resourceUsage().maxRSS / 1024 - before / 1024 / 1024;
  return { counts, readMs, ms, addedMb, longestMs };
}

async function tryOnce(deps, file, more) {
  const bytes = readFileSync(file);
  const startedAt = performance.now();
  const read = await readRosterFile(bytes);
  const readMs = performance.now() - startedAt;
  const mappings = await proposeMapping(deps, 'u', read.file);
  const request = { place: { organisation: 'u' }, actor: 'bench', file: read.file, mappings, now: new Date(), ...more };
  const { id, counts } = await dryRun(deps, request);
  return { id, counts, readMs, ms: performance.now() - startedAt };
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
