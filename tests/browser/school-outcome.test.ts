import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import readExcel from 'read-excel-file/node';
import { createStaffMember } from '../../server/staff/create-staff-member';
import { expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../support/browser';
import { confirmPresent, enterPresent, planTalk, tickFirst } from '../support/console-talk';
import { signInOnConsole, studentsCounted } from '../support/console-visit';
import { eventually } from '../support/eventually';
import { officer } from '../support/installation';
import { nameOf } from '../support/name-of';
import { type Product, startProduct } from '../support/product';
import { setUpSecondFactor } from '../support/second-factor';
import { takeLesson } from '../support/take-lesson';
import { WebLearner } from '../support/web-learner';
import { workbook } from '../support/workbook';

const classes = 30;
const inClass = 40;
const present = 30;
const school = { kind: 'organisation', id: 'thpt-1' } as const;

let product: Product;
let browsers: readonly TestBrowser[];
let secretary: Page;
let desk: Page;

beforeAll(async () => {
  product = await startProduct();
  await createStaffMember(product.running.storage.db, { ...officer, signInName: 'bi.thu', role: 'organiser', scope: school }, new Date());
  browsers = await Promise.all([openBrowser(phone), openBrowser(phone)]);
  const pages = await Promise.all(browsers.map(({ context }) => context.newPage()));
  [secretary, desk] = [pages[0] ?? fail(), pages[1] ?? fail()];
});
afterAll(async () => {
  await Promise.all(browsers.map((one) => one.close()));
  await product.close();
});

/** The first outcome of the organisers' work, whole, on real parts only. */
test('a school of 1,200 is listed by code, and a child counts once, in chat and on paper, from the day the slip is there', async () => {
  await signIn(desk, officer.signInName);
  await setUpSecondFactor(desk);
  const before = await counted();
  await signIn(secretary, 'bi.thu');

  const list = await bringRoster();
  const codes = await codesIn(list);
  expect(codes.size).toBe(classes * inClass);
  const [inChat, alsoOnPaper, withoutSlip] = [1, 2, inClass].map((number) => codes.get(nameOf(number)) ?? fail());

  const children = await Promise.all([inChat ?? '', alsoOnPaper ?? '', withoutSlip ?? ''].map(join));
  await printSlipsAndCards(list);
  await enterSlips(inClass - 1); // the last one brought none
  for (const child of children.slice(0, 2))
    expect((await child.say('chào')).text).toContain('Phiếu của cha mẹ hoặc người giám hộ đã được ghi nhận');
  expect((await children[2]?.say('chào'))?.text).not.toContain('đã được ghi nhận');
  await Promise.all([children[0] ?? fail(), children[2] ?? fail()].map((child) => takeLesson(child, product)));
  await eventually(async () => expect(await counted()).toBe(before + 1), 10_000);

  const meeting = await holdTalk();
  await confirmPresent(desk, meeting);
  expect(await desk.locator('[data-count="counted"]').innerText()).toBe(`${present}`);
  await eventually(async () => expect(await counted()).toBe(before + present), 10_000);
});

/** An office's file: two title rows, and 30 classes of 40 on one sheet. */
function schoolFile(): Buffer {
  const rows = Array.from({ length: classes }, (_, n) => n).flatMap((n) =>
    Array.from({ length: inClass }, (_, m) => {
      const number = n * inClass + m + 1;
      return [number, nameOf(number), { day: `2011-${pad((number % 12) + 1)}-${pad((number % 28) + 1)}` }, `11A${n + 1}`];
    }),
  );
  const heads = ['STT', 'Họ và tên', 'Ngày sinh', 'Lớp'];
  return workbook([{ name: 'Danh sách', rows: [['TRƯỜNG THPT THỬ'], ['DANH SÁCH HỌC SINH NĂM HỌC 2026–2027'], heads, ...rows] }]);
}

async function bringRoster(): Promise<Buffer> {
  await secretary.goto(`${product.address}/console/rosters/thpt-1`);
  const file = { name: 'hoc-sinh.xlsx', mimeType: 'application/octet-stream', buffer: schoolFile() };
  await secretary.getByLabel('Tệp danh sách').setInputFiles(file);
  await secretary.getByRole('button', { name: 'Đọc tệp' }).tap();
  await secretary.getByRole('button', { name: 'Đọc thử' }).tap();
  await secretary.getByRole('button', { name: 'Tạo các nhóm này rồi đọc lại' }).tap();
  return downloaded('button', 'Xác nhận và tải tệp tên – mã');
}

/** Who has which code, as the office's file says; its numbers begin anew in each class, like those of sheets and slips. */
async function codesIn(list: Buffer): Promise<ReadonlyMap<string, string>> {
  const [sheet] = await readExcel(list);
  const rows = (sheet?.data ?? []).slice(1);
  expect([0, inClass - 1, inClass, inClass + 1].map((index) => rows[index]?.[0])).toEqual([1, inClass, 1, 2]);
  return new Map(rows.map((cells) => [`${cells[1]}`, `${cells[5]}`]));
}

async function join(code: string): Promise<WebLearner> {
  const child = new WebLearner(product.address);
  await child.open();
  await child.join(code);
  await child.tap('Dưới 16 tuổi');
  for (let answered = 0; answered < 3; answered += 1) await child.tap('Đồng ý');
  return child;
}

async function printSlipsAndCards(list: Buffer): Promise<void> {
  await secretary.goto(`${product.address}/console/slips/print/thpt-1?group=`);
  await looksRight(secretary);
  await secretary.getByLabel('In cho').selectOption('11A1');
  await secretary
    .getByLabel('Tệp danh sách mã (không bắt buộc')
    .setInputFiles({ name: 'ma.xlsx', mimeType: 'application/octet-stream', buffer: list });
  await secretary.getByLabel('Nơi cha mẹ hỏi').fill('Văn phòng trường');
  await secretary.getByLabel('Người thu và giữ phiếu').fill('Văn phòng Đoàn trường');
  expect((await downloaded('button', 'Tải tệp in (PDF)')).subarray(0, 5).toString()).toBe('%PDF-');
  await secretary.getByLabel('Thẻ mã riêng').check();
  expect((await downloaded('button', 'Tải tệp in (PDF)')).subarray(0, 5).toString()).toBe('%PDF-');
}

async function enterSlips(count: number): Promise<void> {
  await secretary.goto(`${product.address}/console/slips`);
  await secretary.getByRole('link', { name: '11A1', exact: true }).tap();
  await tickFirst(secretary, 'code', count);
  await secretary.getByLabel('Nơi giữ phiếu giấy').fill('Văn phòng Đoàn trường');
  await secretary.getByRole('button', { name: 'Ghi phiếu' }).tap();
  await secretary.getByText(`Đã ghi ${count} phiếu.`).waitFor();
  await looksRight(secretary);
}

/** A flag-ceremony talk of yesterday morning: planned, its sheet printed, counted, ticked; answers its address. */
async function holdTalk(): Promise<string> {
  const where = { organisation: 'thpt-1', population: 'Học sinh trung học phổ thông', group: '11A1', place: 'Sân trường' };
  const talk = { ...where, title: 'Sinh hoạt dưới cờ', daysAgo: 1, from: '07:00', minutes: 45 };
  const meeting = await planTalk(secretary, product.address, talk);
  expect((await downloaded('link', 'Tải tờ danh sách tham dự (PDF)')).subarray(0, 5).toString()).toBe('%PDF-');
  await enterPresent(secretary, '11A1', present);
  return meeting;
}

const signIn = (page: Page, name: string) => signInOnConsole(page, product.address, { name, password: officer.password });

const counted = () => studentsCounted(desk, product.address);

async function downloaded(role: 'button' | 'link', name: string): Promise<Buffer> {
  const [file] = await Promise.all([secretary.waitForEvent('download', { timeout: 40_000 }), secretary.getByRole(role, { name }).tap()]);
  return readFileSync(await file.path());
}

async function looksRight(page: Page): Promise<void> {
  await expectNoViolations(page);
  expect(await scrollsSideways(page)).toBe(false);
}

function pad(value: number): string {
  return `${value}`.padStart(2, '0');
}

function fail(): never {
  throw new Error('not there');
}
