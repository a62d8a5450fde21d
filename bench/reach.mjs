// A province's ledger of five years, counted and read in a process of its own: prints how long both took.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveKeys } from '../dist/server/keys.js';
import { createFigures } from '../dist/server/reach/figures.js';
import { createLedger } from '../dist/server/reach/ledger.js';
import { native } from '../dist/server/storage/collection.js';
import { evidenceRows } from '../dist/server/storage/collections/evidence.js';
import { connectStorage, createIndexes } from '../dist/server/storage/connect.js';
import { quantile, sorted } from './driver/statistics.mjs';
import { inBatches } from './targets/hieu-luat/in-batches.mjs';
import { createPeople } from './targets/hieu-luat/people.mjs';
import { dayOf, lessonRows, numbered } from './targets/hieu-luat/reached-people.mjs';
import { membershipOf, seedWorld } from './targets/hieu-luat/seed-world.mjs';

const [people, visits] = process.argv.slice(2).map(Number);
const organisations = 2_000;
const firstDay = Date.UTC(2026, 0, 5);
const days = 5 * 365 - 10;
const now = () => new Date('2030-12-31T05:00:00Z');
const secondYear = 2 * 365 * 86_400_000;
const unmeasured = 3;

const folder = mkdtempSync(join(tmpdir(), 'bench-reach-'));
const storage = await connectStorage({ folder });
try {
  console.log(JSON.stringify(await measure({ db: storage.db, keys: deriveKeys('bench secret', 'another bench secret') })));
} finally {
  await storage.close();
  rmSync(folder, { recursive: true });
}

async function measure({ db, keys }) {
  const store = { db, keys, contentDir: new URL('../content', import.meta.url).pathname };
  await createIndexes(db);
  await seedWorld(store, organisations);
  await fill(store);

  const ledger = createLedger(db, { now });
  const [rebuildMs] = await timed(() => ledger.rebuild());
  const late = await createPeople(store, [people, people + 1, people + 2], { membership });
  for (const [at, person] of late.entries())
    await ledger.append(lessonRows(keys, person, { number: people + at, at: dayOf(people + at, firstDay, days) }));
  const [againMs, again] = await timed(() => ledger.rebuild());
  return {
    people,
    rebuildMs,
    againMs,
    differing: again.changed,
    rows: await native(evidenceRows(db)).countDocuments(),
    figures: await readAll(db),
  };
}

/** Everybody once, and every second one again two years later where the plan still runs. */
async function fill(store) {
  await inBatches(people, 2_000, async (numbers) => {
    const made = await createPeople(store, numbers, { membership });
    const rows = made.flatMap((person, index) => {
      const number = numbers[index];
      const at = dayOf(number, firstDay, days);
      const again = number % 2 === 0 && at + secondYear < firstDay + days * 86_400_000;
      const times = again ? [at, at + secondYear] : [at];
      return numbered(times.flatMap((time, turn) => lessonRows(store.keys, person, { number, at: time, turn: turn + 1 })));
    });
    await native(evidenceRows(store.db)).insertMany(rows, { ordered: false });
  });
}

function membership(number) {
  return membershipOf(number, organisations);
}

/** Every figure that a plan has, as the screens ask for them. */
async function readAll(db) {
  const figures = createFigures(db, { now });
  const [{ id: plan }] = await figures.planList();
  const whole = await figures.planFigures({ plan });
  const [coldMs] = await timed(() => createFigures(db, { now }).planFigures({ plan }));
  const indicators = whole.filter(({ indicator }) => indicator.population !== 'service-worker').map(({ indicator }) => indicator.id);
  const asked = {
    'a plan, all targets': () => figures.planFigures({ plan }),
    'a plan, with a period': () => figures.planFigures({ plan, since: '2030-01-01' }),
    'one commune, all targets': () => figures.planFigures({ plan, node: { kind: 'area', id: '0B007' } }),
    'one organisation, all targets': () => figures.planFigures({ plan, node: { kind: 'organisation', id: 'org-0007' } }),
    ...Object.fromEntries(
      indicators.flatMap((indicator) => [
        [`${indicator} by area`, () => figures.breakdown({ plan, indicator, by: 'area' })],
        [`${indicator} by organisation`, () => figures.breakdown({ plan, indicator, by: 'organisation' })],
        [`${indicator} month by month`, () => figures.trend({ plan, indicator })],
      ]),
    ),
  };
  const rows = [{ figure: 'a plan, the first time', times: [coldMs] }];
  for (const [figure, read] of Object.entries(asked)) rows.push({ figure, times: await timesOf(read) });
  return rows.map(({ figure, times }) => ({ figure, medianMs: quantile(times, 0.5), worstMs: quantile(times, 1) }));
}

async function timesOf(read) {
  for (let round = 0; round < unmeasured; round += 1) await read();
  const times = [];
  for (let round = 0; round < visits; round += 1) times.push((await timed(read))[0]);
  return sorted(times);
}

async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return [performance.now() - startedAt, result];
}
