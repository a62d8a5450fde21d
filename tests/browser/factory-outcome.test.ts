import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import readExcel from 'read-excel-file/node';
import { importGroups, importOrganisations } from '../../server/organisations/import-organisations';
import { createStaffMember } from '../../server/staff/create-staff-member';
import { expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../support/browser';
import { confirmPresent, enterPresent, planTalk } from '../support/console-talk';
import { signInOnConsole } from '../support/console-visit';
import { eventually } from '../support/eventually';
import { officer } from '../support/installation';
import { nameOf } from '../support/name-of';
import { type Product, startProduct } from '../support/product';
import { setUpSecondFactor } from '../support/second-factor';
import { takeLesson } from '../support/take-lesson';
import { WebLearner } from '../support/web-learner';
import { workbook } from '../support/workbook';

const shifts = ['Ca 1', 'Ca 2', 'Ca 3'] as const;
const onShift = 20;
const heardAllThree = 10;
const talkMinutes = 12;
const factory = { kind: 'organisation', id: 'may-1' } as const;
/** 60 of its own, 25 whom an agency sends, 10 for the season. */
const workforce = { direct: 60, agency: 25, seasonal: 10, all: 95 } as const;

let product: Product;
let browsers: readonly TestBrowser[];
let union: Page;
let desk: Page;

beforeAll(async () => {
  product = await startProduct();
  const { db } = product.running.storage;
  await importOrganisations(db, 'id,name,kind,area,populations,establishments\nmay-1,Công ty May Thử,enterprise,T101,ip-worker,\n');
  await importGroups(db, `id,organisation,name,population\n${shifts.map((name, n) => `ca-${n + 1},may-1,${name},ip-worker\n`).join('')}`);
  await createStaffMember(db, { ...officer, signInName: 'cong.doan', role: 'organiser', scope: factory }, new Date());
  browsers = await Promise.all([openBrowser(phone), openBrowser(phone)]);
  const pages = await Promise.all(browsers.map(({ context }) => context.newPage()));
  [union, desk] = [pages[0] ?? fail(), pages[1] ?? fail()];
});
afterAll(async () => {
  await Promise.all(browsers.map((one) => one.close()));
  await product.close();
});

/** The second outcome of the organisers' work, whole, on real parts only. */
test('a factory of three shifts says each month who works there, and short talks at shift change and chat count each worker once', async () => {
  await signIn(desk, officer.signInName);
  await setUpSecondFactor(desk);
  await signIn(union, 'cong.doan');

  await reportMonths();
  await approveMonths();
  expect(await workersCounted()).toBe(0);

  const list = await bringRoster(firstFile());
  const codes = await codesIn(list);
  expect(codes.size).toBe(shifts.length * onShift);
  await printForShift('Ca 2');

  for (const daysAgo of [3, 2]) await holdTalk(daysAgo, heardAllThree);
  expect(await workersCounted()).toBe(0); // 24 of the 30 minutes
  await holdTalk(1, heardAllThree);
  await eventually(async () => expect(await workersCounted()).toBe(heardAllThree), 10_000);

  await takeLesson(await join(codes.get(nameOf(1)) ?? fail()), product); // was at all three talks
  await takeLesson(await join(codes.get(nameOf(onShift + 1)) ?? fail()), product); // of the second shift, was at none
  await eventually(async () => expect(await workersCounted()).toBe(heardAllThree + 1), 10_000);

  const next = await codesIn(await bringRoster(nextMonth(await rowsOf(list))));
  const came = [...next].filter(([name]) => !codes.has(name));
  const stayed = [...next].filter(([name, code]) => codes.get(name) === code);
  expect([came.length, stayed.length, next.size]).toEqual([shifts.length, shifts.length * (onShift - 2), shifts.length * (onShift - 1)]);
  expect(await workersCounted()).toBe(heardAllThree + 1);
});

/** A line that is wrong first: it is said where, and nothing is recorded. */
async function reportMonths(): Promise<void> {
  await union.goto(`${product.address}/console/places/organisations/may-1`);
  await union.getByRole('link', { name: 'Số lao động hằng tháng' }).tap();
  await union.getByRole('heading', { name: 'Số lao động hằng tháng', level: 1 }).waitFor();
  await looksRight(union);
  const heads = ['Tháng', 'Lao động của doanh nghiệp', 'Lao động thuê lại', 'Lao động thời vụ'];
  const [before, last] = [monthAgo(2), monthAgo(1)];
  await sendMonths([heads, [before, '1.2x0', 0, 0], [last, 60, 25, 10]]);
  await union.getByText('Dòng 2, cột Lao động của doanh nghiệp: “1.2x0” không phải là số nguyên.').waitFor();
  await union.getByText('Chưa có tháng nào.').waitFor();
  await looksRight(union);

  await sendMonths([['CÔNG TY MAY THỬ'], heads, [before, 70, 20], [last, workforce.direct, workforce.agency, workforce.seasonal]]);
  await union.getByText('Đã gửi số của 2 tháng, đang chờ duyệt.').waitFor();
  await looksRight(union);
  await sendMonths([heads, [before, 70, 20], [last, workforce.direct, workforce.agency, workforce.seasonal]]); // again, as on a bad line
  await union.getByText('Đã gửi số của 2 tháng, đang chờ duyệt.').waitFor();
  expect(await union.getByRole('button', { name: /^Rút lại số ngày/ }).count()).toBe(2);
}

async function sendMonths(rows: readonly (readonly (string | number)[])[]): Promise<void> {
  const buffer = workbook([{ name: 'Lao động', rows }]);
  await union.getByLabel('Tệp của doanh nghiệp').setInputFiles({ name: 'lao-dong.xlsx', mimeType: 'application/octet-stream', buffer });
  await union.getByRole('button', { name: 'Gửi bảng này để duyệt' }).tap();
}

async function approveMonths(): Promise<void> {
  await desk.goto(`${product.address}/console/denominators?show=waiting`);
  await desk.getByText(`${workforce.direct} của doanh nghiệp, ${workforce.agency} thuê lại, ${workforce.seasonal} thời vụ`).waitFor();
  for (const box of await desk.getByRole('checkbox').all()) await box.check();
  await looksRight(desk);
  await desk.getByRole('button', { name: 'Duyệt các số đã chọn' }).tap();
  await desk.getByText('Đã duyệt 2 số.').waitFor();
}

type Row = readonly (string | number)[];

function firstFile(): Buffer {
  const rows = shifts.flatMap((shift, n) =>
    Array.from({ length: onShift }, (_, m): Row => [m + 1, nameOf(n * onShift + m + 1), 1990, shift]),
  );
  return workbook([{ name: 'Công nhân', rows: [['DANH SÁCH LAO ĐỘNG'], ['STT', 'Họ và tên', 'Năm sinh', 'Ca'], ...rows] }]);
}

/** The file that went back, without two of each shift who left, and with one of each who came. */
function nextMonth([heads = [], ...rows]: readonly Row[]): Buffer {
  const shiftAt = heads.findIndex((head) => `${head}` === 'Nhóm' || `${head}` === 'Lớp, ca, nhóm');
  const stayed = rows.filter((_, index) => index % onShift < onShift - 2);
  const came = shifts.map((shift, n): Row => heads.map((_, column) => (column === 1 ? nameOf(1000 + n) : column === shiftAt ? shift : '')));
  return workbook([{ name: 'Công nhân', rows: [heads, ...stayed, ...came] }]);
}

async function bringRoster(buffer: Buffer): Promise<Buffer> {
  await union.goto(`${product.address}/console/rosters/may-1`);
  await union.getByLabel('Tệp danh sách').setInputFiles({ name: 'cong-nhan.xlsx', mimeType: 'application/octet-stream', buffer });
  await union.getByRole('button', { name: 'Đọc tệp' }).tap();
  await union.getByRole('button', { name: 'Đọc thử' }).tap();
  await union.getByRole('button', { name: 'Xác nhận và tải tệp tên – mã' }).waitFor();
  await looksRight(union);
  return downloaded('button', 'Xác nhận và tải tệp tên – mã');
}

async function rowsOf(list: Buffer): Promise<readonly Row[]> {
  const [sheet] = await readExcel(list);
  return (sheet?.data ?? []).map((cells) => cells.map((cell) => (typeof cell === 'number' ? cell : `${cell ?? ''}`)));
}

async function codesIn(list: Buffer): Promise<ReadonlyMap<string, string>> {
  const [, ...rows] = await rowsOf(list);
  return new Map(rows.map((cells) => [`${cells[1]}`, cells.map(String).find((cell) => /^[A-Z0-9]{4}-?[A-Z0-9]{4}$/.test(cell)) ?? fail()]));
}

async function printForShift(name: string): Promise<void> {
  await union.goto(`${product.address}/console/home`);
  await looksRight(union);
  await union.getByRole('link', { name, exact: true }).tap();
  await union.getByRole('button', { name: 'Cấp mã', exact: true }).tap();
  expect((await downloaded('link', 'Tờ A4 (PDF)')).subarray(0, 5).toString()).toBe('%PDF-');
}

/** Some minutes before the first shift begins; its list is ticked by the union and confirmed at the desk. */
async function holdTalk(daysAgo: number, present: number): Promise<void> {
  const where = { organisation: 'may-1', population: 'Người lao động', group: 'Ca 1', place: 'Nhà ăn ca' };
  const meeting = await planTalk(union, product.address, {
    ...where,
    title: 'Nói chuyện đầu ca',
    daysAgo,
    from: '05:45',
    minutes: talkMinutes,
  });
  await enterPresent(union, 'Ca 1', present);
  await confirmPresent(desk, meeting);
}

async function join(code: string): Promise<WebLearner> {
  const worker = new WebLearner(product.address);
  await worker.open();
  await worker.join(code);
  await worker.tap('Từ 18 tuổi');
  for (let answered = 0; answered < 4 && !worker.last.options.some(({ label }) => label.startsWith('Học: ')); answered += 1)
    await worker.tap('Đồng ý');
  return worker;
}

/** The workers counted of those of the newest month, as the officer's page says after it is opened anew. */
async function workersCounted(): Promise<number> {
  await desk.goto(`${product.address}/console`);
  const said = desk.getByText(new RegExp(` / ${workforce.all} người$`)).first();
  return Number.parseInt(await said.innerText(), 10);
}

const signIn = (page: Page, name: string) => signInOnConsole(page, product.address, { name, password: officer.password });

async function downloaded(role: 'button' | 'link', name: string): Promise<Buffer> {
  const [file] = await Promise.all([union.waitForEvent('download'), union.getByRole(role, { name }).tap()]);
  return readFileSync(await file.path());
}

async function looksRight(page: Page): Promise<void> {
  await expectNoViolations(page);
  expect(await scrollsSideways(page)).toBe(false);
}

/** `mm/yyyy`, as offices write a month. */
function monthAgo(months: number): string {
  const now = new Date();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15));
  return `${month.getUTCMonth() + 1}/${month.getUTCFullYear()}`;
}

function fail(): never {
  throw new Error('not there');
}
