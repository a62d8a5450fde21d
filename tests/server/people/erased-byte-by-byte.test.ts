import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { conversationId } from '../../../server/conversation/accept-event';
import { fromRow } from '../../../server/conversation/conversation-row';
import { seal } from '../../../server/keys';
import { settleMatches } from '../../../server/matches/settle-matches';
import { createLogger } from '../../../server/observability/logger';
import { applyRetention } from '../../../server/people/apply-retention';
import { paperPersonOf } from '../../../server/people/paper-person';
import { getOrCreatePeople } from '../../../server/people/person';
import { serviceWorkerPseudonym } from '../../../server/reach/evidence';
import { createFigures } from '../../../server/reach/figures';
import { createGiveOut } from '../../../server/reach/give-out';
import { dayOf } from '../../../server/reach/period';
import { checkReport, draftReport, signOffReport } from '../../../server/reports/lifecycle';
import { findPeriod } from '../../../server/reports/report-period';
import { takeSnapshot } from '../../../server/reports/snapshot';
import { toXlsx } from '../../../server/reports/to-xlsx';
import { verifyReport } from '../../../server/reports/verify-report';
import { native } from '../../../server/storage/collection';
import { conversations } from '../../../server/storage/collections/conversations';
import { erasureReceipts } from '../../../server/storage/collections/erasure-receipts';
import { guardianSlips } from '../../../server/storage/collections/guardian-slips';
import { joinCodes } from '../../../server/storage/collections/join-codes';
import { meetingLists } from '../../../server/storage/collections/meeting-lists';
import { probableMatches } from '../../../server/storage/collections/probable-matches';
import { type ReportRow, reports } from '../../../server/storage/collections/reports';
import { rosterEntries } from '../../../server/storage/collections/roster-entries';
import { tallies } from '../../../server/storage/collections/tallies';
import { eventually } from '../../support/eventually';
import { type Product, startProduct } from '../../support/product';
import { readableText } from '../../support/readable-text';
import { WebLearner } from '../../support/web-learner';
import { issuer, official } from '../reports/sample-snapshot';

const log: string[] = [];
const dayMs = 24 * 3_600_000;

let product: Product;
beforeAll(async () => {
  product = await startProduct({ logger: createLogger('debug', { write: (line) => void log.push(line) }) });
});
afterAll(() => product.close());

const db = (): Connection => product.running.storage.db;

/** Everything in the database as it lies there, by collection. */
async function rawRows(): Promise<ReadonlyMap<string, Buffer>> {
  const names = (await db().db?.listCollections().toArray()) ?? [];
  const found = new Map<string, Buffer>();
  for (const { name } of names) {
    const rows = await db().collection(name).find({}, { raw: true }).toArray();
    found.set(name, Buffer.concat(rows.map((row) => Buffer.from(row as never))));
  }
  return found;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const about = statSync(path);
    return about.isDirectory() ? filesBelow(path) : about.isFile() ? [path] : [];
  });
}

async function personIn(conversation: string): Promise<string> {
  const row = await db().collection<{ _id: string; person: string }>('conversations').findOne({ _id: conversation });
  return row?.person ?? '';
}

/** What counts anywhere: days that came to nothing are left out. */
async function figures(): Promise<readonly string[]> {
  const rows = await native(tallies(db())).find({}).sort({ _id: 1 }).toArray();
  return rows.flatMap(({ _id, days }) =>
    Object.entries(days).flatMap(([day, counts]) =>
      Object.entries(counts).flatMap(([reading, count]) => (count === 0 ? [] : [`${_id} ${day} ${reading} ${count}`])),
    ),
  );
}

/** What an office holds of somebody on a list: each under a mark that is searched for afterwards. */
const onPaper = {
  slip: 'slip-of-this-child-81',
  match: 'phone:5f1c0a77d2be4e1f',
  name: 'Hoàng Thị Mơ Bảy Tám',
  line: 'a-line-staff-say-is-theirs',
} as const;

async function standOnPaper(code: string): Promise<void> {
  const place = { area: 'T101', organisation: 'thpt-1', group: 'thpt-1-10a' };
  const at = new Date();
  const act = { recordedBy: 'staff', recordedAt: at, formVersion: '1', signedOn: '2026-09-10', holder: 'Trường' };
  await native(guardianSlips(db())).insertOne({ _id: onPaper.slip, code, ...place, purposes: ['be-counted'], ...act });
  const sealed = seal(product.keys.of('roster-person'), Buffer.from(JSON.stringify({ name: onPaper.name })));
  const entry = { ...place, import: 'import-1', listings: [{ import: 'import-1', at }], basis: 'basis-1', sealed, match: [onPaper.match] };
  await native(rosterEntries(db())).insertOne({ _id: code, ...entry });
  await beMatched(code);
  const list = { complete: true, savedBy: ['staff'], savedAt: at, saves: [], version: 1 };
  const confirmed = { by: 'other', at, codes: [code] };
  await native(meetingLists(db())).insertMany([
    { _id: 'talk-1:thpt-1-10a', meeting: 'talk-1', ...place, present: [{ code, at }], absent: [], confirmed, ...list },
    { _id: 'talk-2:thpt-1-10a', meeting: 'talk-2', ...place, present: [], absent: [code], ...list },
  ]);
}

/** Somebody else on the school's lists may be the same person; one more line, nobody's yet, staff say is theirs. */
async function beMatched(code: string): Promise<void> {
  const { population, createdAt, expiresAt, area, organisation, group } = (await native(joinCodes(db())).findOne({ _id: code })) ?? {};
  if (population === undefined || organisation === undefined || area === undefined) throw new Error('no such code');
  const place = { area, organisation, ...(group === undefined ? {} : { group }) };
  const about = { tail: 'XX', kind: 'roster', population, createdAt: createdAt ?? new Date(), expiresAt: expiresAt ?? new Date() } as const;
  await native(joinCodes(db())).insertMany([onPaper.line, 'somebody-elses-line'].map((_id) => ({ _id, ...place, ...about })));
  const found = { area, organisation, reasons: ['samePhone'], score: 'weak', foundAt: new Date() } as const;
  await native(probableMatches(db())).insertMany([
    { _id: 'match-1', codes: [code, 'somebody-elses-line'], state: 'open', ...found },
    { _id: 'match-2', codes: [code, onPaper.line], state: 'same', ...found },
  ]);
  const deps = { db: db(), keys: product.keys, ledger: product.running.ledger, now: () => new Date() };
  await settleMatches(deps, await native(probableMatches(db())).find({}).toArray());
  expect(
    await db()
      .collection('evidence')
      .countDocuments({ match: { $exists: true } }),
  ).toBe(4);
}

/** Of this year, with whoever was counted by now. */
async function signedOffReport(): Promise<ReportRow> {
  const now = () => new Date();
  const source = createFigures(db(), { now, giveOut: createGiveOut(db(), now) });
  const plan = (await source.planList()).find(({ id }) => id === product.plan);
  const period = plan && findPeriod(plan, `interim-${dayOf(now())}`);
  if (plan === undefined || period === undefined) throw new Error('no such period');
  const snapshot = await takeSnapshot({ db: db(), figures: source, ledger: product.running.ledger, now }, { plan, period });
  const as = (by: string) => ({ db: db(), bounds: 'everything' as const, by, now: now() });
  const { _id } = await draftReport(as('writer'), { snapshot, area: 'T1', issuer });
  await checkReport(as('checker'), _id, official);
  await signOffReport(as('head'), _id, product.keys);
  const row = await reports(db()).findById(_id).lean<ReportRow>();
  if (row?.frozen === undefined) throw new Error('not signed off');
  return row;
}

/** Everything in it but the moment it was packed. */
async function workbookOf({ snapshot }: ReportRow): Promise<string> {
  const text = await readableText(await toXlsx(snapshot, official));
  return text.slice(text.indexOf('<?xml'));
}

async function takeLesson(learner: WebLearner): Promise<void> {
  await learner.tap('Chọn bài khác');
  await learner.tap(learner.last.options[0]?.label ?? '');
  for (let turns = 0; turns < 40 && !/Bạn đã học xong/.test(learner.last.text); turns++) {
    product.advance(30_000);
    const labels = learner.last.options.map(({ label }) => label);
    await learner.tap(labels.find((label) => label === 'Xong') ?? labels[0] ?? '');
  }
}

test('after an erasure nothing anywhere names the person, the chain still holds, and a receipt is left that names nobody', async () => {
  const before = await figures();
  const code = product.codes[0] ?? '';
  const learner = new WebLearner(product.address);
  await learner.open();
  await learner.join(code);
  await learner.tap('Từ 18 tuổi');
  for (let asked = 0; asked < 4; asked += 1) await learner.tap('Đồng ý');
  await takeLesson(learner);
  await learner.say('dữ liệu của tôi');
  await learner.tap('Xem, tải dữ liệu');
  const shown = /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(learner.last.text)?.[0] ?? '';
  const page = await fetch(`${product.address}/my-data`, { method: 'POST', body: new URLSearchParams({ code: shown }) });
  expect(await page.text()).toContain('học sinh THPT');

  const [row] = await db().collection('conversations').find().toArray();
  const conversation = String(row?._id);
  const person = await personIn(conversation);
  const stored = await native(conversations(db())).findOne({ _id: conversation }, { promoteBuffers: true });
  const sender = stored === null ? '' : fromRow(product.keys, stored).sender;
  expect(conversation).toBe(conversationId(product.keys, 'web', 'web', sender));
  const codeRow = await db().collection('join-codes').findOne({ claimedBy: person });
  await eventually(async () => expect(await db().collection('evidence').countDocuments({ person })).toBeGreaterThan(0));
  const codeId = String(codeRow?._id);
  await standOnPaper(codeId);
  const key = (await getOrCreatePeople(db(), product.keys, [person], new Date())).get(person)?.key ?? Buffer.alloc(0);
  const frozen = await signedOffReport();
  const reached = frozen.snapshot.indicators.map(({ total }) => total.low);
  const exported = await workbookOf(frozen);
  const identifiers = [
    ...Object.values(onPaper),
    paperPersonOf(product.keys, codeId),
    paperPersonOf(product.keys, onPaper.line),
    serviceWorkerPseudonym(product.keys, key),
    sender,
    conversation,
    conversation.split(':')[2] ?? '',
    person,
    codeId,
    code.replaceAll('-', ''),
    code,
    shown,
  ];
  expect(identifiers.every((identifier) => identifier.length >= 8)).toBe(true);

  await learner.say('xóa dữ liệu');
  await learner.tap('Xóa hết');
  const receipt = /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(learner.last.text)?.[0] ?? '';
  await eventually(async () => expect(await db().collection('attempts').countDocuments({ person })).toBe(0));
  const { keys, running } = product;
  const later = new Date(Date.now() + 3 * dayMs);
  await eventually(async () => expect(await db().collection('erased-conversations').countDocuments({})).toBe(1));
  await running.ledger.sealPending();
  await applyRetention({ db: db(), keys, ledger: running.ledger, now: () => later, forget: running.storage.forget });

  const left = [...(await rawRows())].filter(([, bytes]) => identifiers.some((identifier) => bytes.includes(identifier)));
  expect(left.map(([name]) => name)).toEqual([]);

  const files = filesBelow(product.env.DATA_DIR ?? '').filter((path) =>
    identifiers.some((identifier) => readFileSync(path).includes(identifier)),
  );
  expect(files).toEqual([]);
  expect(identifiers.filter((identifier) => log.join('').includes(identifier))).toEqual([]);
  expect(await running.ledger.verify(keys)).toMatchObject({ broken: [], altered: [] });
  expect(await figures()).toEqual(before);
  const report = await reports(db()).findById(frozen._id).lean<ReportRow>();
  if (report === null) throw new Error('the report is gone');
  expect(reached).toContain(1);
  expect(await verifyReport(db(), keys, report)).toEqual({ report: frozen._id, faults: [], differences: [] });
  expect(report.snapshot).toEqual(frozen.snapshot);
  expect((await workbookOf(report)) === exported).toBe(true);
  expect(identifiers.filter((identifier) => exported.includes(identifier))).toEqual([]);
  const kept = await native(erasureReceipts(db())).findOne({ _id: receipt });
  expect(kept?.purposes).toEqual(['learn', 'be-counted', 'be-reminded', 'let-organiser-see']);
  expect(kept?.exports.map(({ format }) => format)).toEqual(['page']);
}, 240_000);
