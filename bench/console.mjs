// How fast the organisers' pages are with 50,000 groups and 100,000 people on the embedded store, as a markdown table:
// `npm run build && node bench/console.mjs [GROUPS [PEOPLE]]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '@hieu-luat/embedded-store';
import express from 'express';
import mongoose from 'mongoose';
import { createConsole } from '../dist/server/console/console-router.js';
import { loadTexts } from '../dist/server/i18n.js';
import { deriveKeys } from '../dist/server/keys.js';
import { renewGroupCode } from '../dist/server/organisations/group-codes.js';
import { searchable } from '../dist/server/organisations/searchable.js';
import { createFigures } from '../dist/server/reach/figures.js';
import { createLedger } from '../dist/server/reach/ledger.js';
import { createStaffMember } from '../dist/server/staff/create-staff-member.js';
import { prepareStaff } from '../dist/server/staff/prepare-staff.js';
import { areas } from '../dist/server/storage/collections/areas.js';
import { groups } from '../dist/server/storage/collections/groups.js';
import { joinCodes } from '../dist/server/storage/collections/join-codes.js';
import { organisations } from '../dist/server/storage/collections/organisations.js';
import { people } from '../dist/server/storage/collections/people.js';
import { createIndexes } from '../dist/server/storage/connect.js';

const [groupCount = 50_000, personCount = 100_000] = process.argv.slice(2).map(Number);
const organisationCount = Math.ceil(groupCount / 20);
const communeCount = 150;
const rounds = 40;
const keys = deriveKeys('a secret for the bench only, long enough', 'another secret for the bench only');
const password = 'mật khẩu đủ dài';
const now = () => new Date();

const dir = mkdtempSync(join(tmpdir(), 'console-bench-'));
const store = await startEmbeddedStore({ dir });
const db = await mongoose.createConnection(store.uri, { dbName: 'bench', autoIndex: false, autoCreate: false }).asPromise();
await createIndexes(db);
await prepareStaff(db);
await seed();
const server = await listen();
const base = `http://127.0.0.1:${server.address().port}/console`;

const scopes = {
  province: { kind: 'area', id: '68' },
  commune: { kind: 'area', id: 'C7' },
  school: { kind: 'organisation', id: 'S7' },
};
const pages = {
  'organisations, first page': ['province', () => '/places'],
  'organisations by a word': ['province', () => `/places?q=nguyen+du+${pick(organisationCount)}`],
  'organisations by a word that thousands have': ['province', () => '/places?q=thpt'],
  'groups, first page': ['province', () => '/places/groups'],
  'groups, a page far down': ['province', (deep) => deep],
  'groups by the beginning of a name': ['province', () => '/places/groups?q=12a'],
  'groups that do not exist': ['province', () => '/places/groups?q=khong+co'],
  'groups of one commune': ['commune', () => '/places/groups'],
  'groups of one commune by name': ['commune', () => '/places/groups?q=12a'],
  'an organisation with its groups': ['province', () => `/places/organisations/S${pick(organisationCount)}`],
  'a group with its codes': ['province', () => `/places/groups/G${pick(groupCount)}`],
  'a group, seen by its school': ['school', () => `/places/groups/G${7 * 20 + pick(20)}`],
  'rosters of an organisation': ['province', () => `/rosters/S${pick(organisationCount)}`],
};

const cookies = {};
for (const [name, scope] of Object.entries(scopes)) cookies[name] = await signIn(name, scope);
const deep = await farDown();

console.log(`${groupCount.toLocaleString('en')} groups, ${personCount.toLocaleString('en')} people, ${rounds} visits each, milliseconds\n`);
console.log('| page | p50 | p95 | most |\n| --- | ---: | ---: | ---: |');
let worst = 0;
for (const [title, [who, path]] of Object.entries(pages)) {
  const times = [];
  for (let n = 0; n < rounds; n += 1) times.push(await visit(path(deep), cookies[who]));
  times.sort((a, b) => a - b);
  const at = (share) => Math.round(times[Math.min(rounds - 1, Math.floor(rounds * share))]);
  worst = Math.max(worst, at(0.95));
  console.log(`| ${title} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`);
}
console.log(`\nslowest p95: ${worst} ms (bar: 300 ms)`);

server.close();
await db.close();
await store.stop();
rmSync(dir, { recursive: true, force: true });
process.exit(worst <= 300 ? 0 : 1);

async function seed() {
  const validFrom = '2025-07-01';
  const communes = range(communeCount).map((n) => ({ _id: `C${n}`, name: `Xã Số ${n}`, level: 'commune', parent: '68', validFrom }));
  await insert(areas(db), [{ _id: '68', name: 'Tỉnh Thử', level: 'province', validFrom }, ...communes]);
  await insert(organisations(db), range(organisationCount).map(organisation));
  await insert(groups(db), range(groupCount).map(group));
  const membership = (n) => ({
    population: 'upper-secondary',
    area: areaOf(n),
    organisation: `S${n % organisationCount}`,
    group: `G${n % groupCount}`,
  });
  await insert(
    people(db),
    range(personCount).map((n) => ({ _id: `person-${n}`, key: Buffer.alloc(60), createdAt: new Date(), membership: membership(n) })),
  );
  await insert(joinCodes(db), range(personCount).map(rosterCode));
  for (let n = 0; n < 40; n += 1) await renewGroupCode({ db, keys, bounds: 'everything', now: now() }, `G${7 * 20 + n}`, '2099-05-31');
}

function organisation(n) {
  const name = `Trường THPT Nguyễn Du ${n}`;
  return { _id: `S${n}`, name, kind: 'upper-secondary-school', area: areaOf(n), populations: ['upper-secondary'], ...searchable(name) };
}

function group(n) {
  const name = `${10 + (n % 3)}A${1 + (Math.floor(n / 3) % 7)}`;
  const owner = Math.floor(n / 20);
  const { folded } = searchable(name);
  return { _id: `G${n}`, organisation: `S${owner}`, area: areaOf(owner), name, population: 'upper-secondary', folded };
}

function rosterCode(n) {
  const place = n % groupCount;
  const owner = Math.floor(place / 20);
  const common = {
    tail: 'XX',
    kind: 'roster',
    population: 'upper-secondary',
    area: areaOf(owner),
    organisation: `S${owner}`,
    group: `G${place}`,
  };
  const claimed = n % 2 === 0 ? { claimedBy: `person-${n}` } : {};
  return { _id: `code-${n}`, ...common, batch: `batch-${place}`, createdAt: new Date(), expiresAt: new Date('2099-01-01'), ...claimed };
}

function areaOf(n) {
  return `C${n % communeCount}`;
}

async function insert(model, rows) {
  for (let start = 0; start < rows.length; start += 5_000) await model.collection.insertMany(rows.slice(start, start + 5_000));
}

async function listen() {
  const app = express();
  app.set('query parser', 'simple');
  const masthead = () => ({ agency: 'Sở Y tế', publicUrl: 'https://hl.example', demo: true });
  const figures = createFigures(db, { now });
  const ledger = createLedger(db, { now });
  app.use('/console', createConsole({ db, figures, keys, ledger, masthead, texts: loadTexts(), demo: true, secureCookies: false, now }));
  const listening = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  return listening;
}

async function signIn(name, scope) {
  await createStaffMember(db, { name, signInName: `bench.${name}`, password, role: 'officer', scope }, now());
  const page = await fetch(`${base}/sign-in`);
  const before = cookieOf(page);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const body = new URLSearchParams({ csrf, signInName: `bench.${name}`, password });
  const entered = await fetch(`${base}/sign-in`, { method: 'POST', body, headers: { cookie: before }, redirect: 'manual' });
  if (entered.status !== 303) throw new Error(`sign-in answered ${entered.status}`);
  return cookieOf(entered);
}

function cookieOf(answer) {
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

async function visit(path, cookie) {
  const began = performance.now();
  const answer = await fetch(`${base}${path}`, { headers: { cookie } });
  await answer.text();
  const ms = performance.now() - began;
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return ms;
}

/** Where somebody is who has turned a hundred pages. */
async function farDown() {
  let path = '/places/groups';
  for (let n = 0; n < 100; n += 1) {
    const answer = await fetch(`${base}${path}`, { headers: { cookie: cookies.province } });
    const next = /href="\/console([^"]*after=[^"]+)" rel="next"/.exec(await answer.text())?.[1];
    if (next === undefined) break;
    path = next.replaceAll('&amp;', '&');
  }
  return path;
}

function range(count) {
  return Array.from({ length: count }, (_, n) => n);
}

function pick(count) {
  return Math.floor(Math.random() * count);
}
