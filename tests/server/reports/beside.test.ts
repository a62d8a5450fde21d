import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findNode } from '../../../server/denominators/find-node';
import { enterFigure } from '../../../server/entered/enter-figure';
import { enteredIndicators } from '../../../server/entered/entered-lines';
import { enterOutput } from '../../../server/outputs/enter-output';
import { outputsBetween } from '../../../server/outputs/outputs-between';
import { findPlanVersion, importPlan } from '../../../server/reach/plan';
import type { PlanVersion } from '../../../server/reach/plan-version';
import { readBeside } from '../../../server/reports/beside';
import { reportBlocks } from '../../../server/reports/compose';
import type { DocumentTable } from '../../../server/reports/document';
import { findPeriod, type ReportPeriod } from '../../../server/reports/report-period';
import type { ReportSnapshot } from '../../../server/reports/snapshot';
import { toXlsx } from '../../../server/reports/to-xlsx';
import { askReturns } from '../../../server/returns/ask-returns';
import { acceptReturn, sendReturn } from '../../../server/returns/change-return';
import { returnsOf } from '../../../server/returns/returns-of';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { zipEntry } from '../../support/zip-entry';
import { buildProvince } from '../reach/support/province';
import { issuer, official, sampleSnapshot } from './sample-snapshot';

const now = new Date('2025-12-20T03:00:00Z');

let database: TestDatabase;
let plan: PlanVersion;
let period: ReportPeriod;
let snapshot: ReportSnapshot;

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  await buildProvince(db);
  plan = await imported('lam-dong-2021-2025');
  period = findPeriod({ from: plan.from, to: '2025-12-31' }, '2025') ?? never();
  await enterLeaflets('S1', 1_500);
  await acceptOne('S2', 2_500);
  await enter('LD-4.2', { value: 6, of: 10 });
  await enter('LD-3.2', { value: -35 });
  snapshot = { ...(await sampleSnapshot(database)), ...(await readBeside(db, { plan: { id: plan._id }, period })) };
});
afterAll(() => database.close());

function never(): never {
  throw new Error('the sample is not there');
}

async function imported(name: string): Promise<PlanVersion> {
  const text = readFileSync(join(__dirname, '../../../content/plans', `${name}.yaml`), 'utf8');
  const read = await importPlan(database.db, text, { area: '68', now });
  return ('id' in read ? await findPlanVersion(database.db, read.id) : undefined) ?? never();
}

const as = (by: string) => ({ db: database.db, bounds: 'everything' as const, by, now });

async function enterLeaflets(place: string, amount: number): Promise<void> {
  const node = (await findNode(database.db, 'everything', place)) ?? never();
  await enterOutput(as('an'), node, { kind: 'leaflets', amount, day: '2025-10-01', title: 'tờ rơi', document: 'HĐ 5' });
}

async function acceptOne(unit: string, leaflets: number): Promise<void> {
  await askReturns(as('an'), { version: plan, period, units: ['organisations'], due: '2025-12-07' });
  const row =
    (await returnsOf(database.db, 'everything', { plan: plan.plan, period: period.id })).find(({ node }) => node === unit) ?? never();
  const values = { meetings: 1, attendances: 90, leaflets, panels: 0, articles: 0, airMinutes: 0, spent: 0 };
  await sendReturn(as('truong'), row._id, { values, difficulties: '', proposals: '' });
  await acceptReturn(as('an'), row._id);
}

async function enter(id: string, numbers: { readonly value: number; readonly of?: number }): Promise<void> {
  const line = enteredIndicators(plan).find(({ indicator }) => indicator.id === id) ?? never();
  const entry = { ...numbers, result: '', agency: 'Sở Y tế', document: '9/BC-SYT', day: '2025-12-10' };
  await enterFigure(as('an'), { plan, period, line, entry });
}

function table(id: string): DocumentTable {
  const block = reportBlocks(snapshot, issuer, official).find((one) => one.id === id)?.block;
  return block?.kind === 'table' ? block : never();
}

describe('beside the people reached, a report', () => {
  test('says what was done, in the figures of the page', async () => {
    const { lines } = await outputsBetween(database.db, 'everything', { area: '68', from: period.from, to: period.to });

    const { rows } = table('table.outputs');

    expect(rows.map(([, , ...numbers]) => numbers)).toEqual(
      lines.map(({ recorded, returned, total }) => [recorded, returned, total].map((value) => official.format.number(value))),
    );
    expect(rows.find(([, what]) => what === 'Tờ rơi (tờ)')).toEqual(['3', 'Tờ rơi (tờ)', '1.500', '2.500', '4.000']);
    expect(rows.find(([, what]) => what === 'Lượt người dự')).toEqual(['2', 'Lượt người dự', '0', '90', '0']);
  });

  test('says how many units have sent their return', () => {
    const block = reportBlocks(snapshot, issuer, official).find(({ id }) => id === 'outputs.returns')?.block;

    expect(block).toMatchObject({ text: 'Trong 4 đơn vị được yêu cầu, 1 đơn vị đã gửi phiếu, 1 phiếu đã được nhận.' });
  });

  test('lists every indicator that is not counted, with its figure and document or that there is none', () => {
    const { rows } = table('table.entered');
    const at = (text: string) => rows.find(([, what]) => what?.includes(text));

    expect(rows).toHaveLength(enteredIndicators(plan).length);
    expect(at('tiếp cận, sử dụng dịch vụ')?.slice(3)).toEqual(['6 / 10 (60,0\u00a0%); đạt', 'Sở Y tế, 9/BC-SYT, 10/12/2025']);
    expect(at('Tội phạm liên quan')?.[3]).toBe('-3,5\u00a0%');
    expect(at('Mô hình thí điểm')?.slice(3)).toEqual(['Chưa có số liệu', '–']);
  });

  test('has no unfilled place and no key without words', () => {
    const texts = reportBlocks(snapshot, issuer, official).flatMap(({ block }) =>
      block.kind === 'table' ? [block.caption, ...block.columns.map(({ head }) => head), ...block.rows.flat()] : [block.text],
    );

    expect(texts.filter((text) => /\{\{|^[a-z]+\.[a-zA-Z.]+$/.test(text))).toEqual([]);
  });

  test('has both in the workbook too, as numbers', async () => {
    const book = await toXlsx(snapshot, official);
    const names = await zipEntry(book, 'xl/workbook.xml');
    const sheet = await zipEntry(book, 'xl/worksheets/sheet4.xml');

    expect([names.includes('Hoạt động'), names.includes('Chỉ tiêu khác'), sheet.includes('<v>4000</v>')]).toEqual([true, true, true]);
  });
});
