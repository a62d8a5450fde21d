import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import readExcel from 'read-excel-file/node';
import { createLedger } from '../../server/reach/ledger';
import { createStaffMember } from '../../server/staff/create-staff-member';
import { lessonBy } from '../server/reach/support/province';
import { desktop, expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { officer } from '../support/installation';
import { type Product, startProduct } from '../support/product';
import { setUpSecondFactor } from '../support/second-factor';
import { workbook } from '../support/workbook';

const dayMs = 86_400_000;
const sample = readFileSync(join(__dirname, '../../content/plans/sample-2026-2030.yaml'), 'utf8');
const title = 'Kế hoạch phổ biến pháp luật của Tỉnh Thử';
const planFile = sample
  .replace('id: SAMPLE-2026-2030', 'id: VN-THU-6-KH-UBND')
  .replace('number: Kế hoạch mẫu', 'number: 6/KH-UBND')
  .replace(/^title_vi: .*$/m, `title_vi: ${title}`);
const scan = { name: 'van-ban.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 văn bản') };
const counted = 120;
const countedWithinMs = 60_000;
const schools = [
  ['thpt-1', 300],
  ['nghe-1', 60],
  ['dh-1', 140],
] as const;

let product: Product;
let browsers: readonly TestBrowser[];
let writer: Page;
let second: Page;
let faults: string[];

beforeAll(async () => {
  product = await startProduct();
  const { db } = product.running.storage;
  await createStaffMember(db, { ...officer, signInName: 'hai', role: 'officer', scope: { kind: 'everything' } }, new Date());
  const at = new Date(Date.now() - dayMs).toISOString();
  const membership = { organisation: 'thpt-1', area: 'T101' };
  const lessons = Array.from({ length: counted }, (_, n) => lessonBy(db, `pupil-${n}`, at, membership));
  await createLedger(db, { now: () => new Date() }).append((await Promise.all(lessons)).flat());
  browsers = await Promise.all([openBrowser(desktop), openBrowser(phone)]);
  const pages = await Promise.all(browsers.map(({ context }) => context.newPage()));
  [writer, second] = [pages[0] ?? fail(), pages[1] ?? fail()];
  faults = [];
  for (const page of [writer, second]) page.on('pageerror', (error) => faults.push(error.message));
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await product.close();
});

/** An officer at a desk, and a second one with a phone for each thing that nobody decides alone. */
test('a plan is brought in, its people are found and reported, and the signed report can be downloaded', async () => {
  await Promise.all([signIn(writer, officer.signInName), signIn(second, 'hai')]);

  await bringPlan();
  await bringDenominators();
  await openCounted();
  await collectReturn();
  await lookAndPlan();
  await reportAndSign();

  expect(faults).toEqual([]);
});

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${product.address}/console/sign-in?lang=vi`);
  await page.getByLabel('Tên đăng nhập').fill(name);
  await page.getByLabel('Mật khẩu').fill(officer.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await setUpSecondFactor(page);
  await page.waitForURL(/\/console$/);
}

async function bringPlan(): Promise<void> {
  await open(writer, '/console/plan-drafts');
  await writer.getByRole('link', { name: 'Nhập kế hoạch mới' }).click();
  const byFile = writer.getByRole('region', { name: 'Tải tệp kế hoạch lên' });
  await byFile.getByLabel('Địa bàn').fill('Tỉnh Thử');
  await byFile.getByLabel('Tệp kế hoạch').setInputFiles({ name: 'ke-hoach.yaml', mimeType: 'text/yaml', buffer: Buffer.from(planFile) });
  await byFile.getByRole('button', { name: 'Tải lên' }).click();
  await writer.getByLabel('Bản chụp văn bản gốc').setInputFiles(scan);
  await press(writer, 'Đính kèm');
  await writer.getByText('Đã lưu.').waitFor();
  await looksRight(writer);

  await open(second, '/console/plan-drafts');
  await second.getByRole('link', { name: title }).click();
  await press(second, 'Đưa vào sử dụng');
  await second.getByText('Đang đếm những người đã học').waitFor();
  await looksRight(second);
}

/** Whoever was reached before the plan came is counted for it meanwhile. */
async function openCounted(): Promise<void> {
  await open(second, '/console/plan-drafts');
  const openPlan = second.getByRole('link', { name: 'Mở kế hoạch' });
  await eventually(async () => {
    await second.reload();
    expect(await openPlan.count()).toBe(1);
  }, countedWithinMs);
  await openPlan.click();
  await second.getByRole('heading', { name: title, level: 1 }).waitFor();
  await looksRight(second);
}

async function bringDenominators(): Promise<void> {
  const rows = [['Mã', 'Số người'], ...schools.map(([id, people]) => [id, people])];
  const list = workbook([{ name: 'Mẫu số', rows }]);
  await open(writer, '/console/denominators');
  await writer.getByRole('link', { name: 'Đưa vào từ danh sách' }).click();
  await writer.getByLabel('Tệp danh sách').setInputFiles({ name: 'mau-so.xlsx', mimeType: 'application/vnd.ms-excel', buffer: list });
  await writer.getByLabel('Ngày của số liệu').fill(new Date(Date.now() - 2 * dayMs).toISOString().slice(0, 10));
  await writer.getByLabel('Cơ quan ban hành').fill('Sở Giáo dục và Đào tạo');
  await writer.getByLabel('Số, ký hiệu văn bản').fill('12/BC-SGDĐT');
  await writer.getByLabel('Cách tính').fill('Sĩ số');
  await press(writer, 'Đọc và xem trước');
  await writer.getByText('Khác số đang dùng: 3').waitFor();
  await looksRight(writer);
  await press(writer, 'Ghi 3 số để chờ duyệt');
  await writer.getByText('Đã ghi 3 số để chờ duyệt.').waitFor();

  await open(second, '/console/denominators?show=waiting');
  for (const box of await second.getByRole('checkbox').all()) await box.check();
  await looksRight(second);
  await press(second, 'Duyệt các số đã chọn');
  await second.getByText('Đã duyệt 3 số.').waitFor();
}

async function collectReturn(): Promise<void> {
  await open(writer, '/console/returns');
  await writer.getByRole('link', { name: title }).first().click();
  await writer.getByLabel('Các xã, phường, đặc khu').uncheck();
  await writer.getByLabel('Hạn gửi').fill(new Date(Date.now() + 7 * dayMs).toISOString().slice(0, 10));
  await press(writer, 'Yêu cầu các đơn vị gửi phiếu');
  await writer.getByText('Đã yêu cầu các đơn vị gửi phiếu.').waitFor();
  await looksRight(writer);
  const period = writer.url();
  await writer.getByRole('link', { name: 'Trường THPT Thử' }).click();
  await fillReturn();
  await press(writer, 'Gửi phiếu');
  await writer.getByText('Đã gửi phiếu.').waitFor();

  await second.goto(period);
  await second.getByRole('link', { name: 'Trường THPT Thử' }).click();
  await looksRight(second);
  await press(second, 'Nhận phiếu này');
  await second.getByText('Đã nhận phiếu.').first().waitFor();
}

async function fillReturn(): Promise<void> {
  const numbers: readonly Locator[] = await writer.locator('main input[inputmode=numeric]').all();
  for (const number of numbers) await number.fill('3');
}

/** The same people and the same gap on every page that tells of them. */
async function lookAndPlan(): Promise<void> {
  await open(writer, '/console/figures');
  await openOwnPlan();
  await writer.getByText(`${counted} / 500 người`).first().waitFor();
  await looksRight(writer);
  await writer.getByRole('link', { name: 'Tổng quan' }).click();
  await looksRight(writer);
  await writer.getByText('230 người').waitFor();
  await writer.getByRole('region', { name: 'Thiếu nhiều nhất' }).getByRole('link').click();
  await writer.getByText('cần thêm 230 người').waitFor();
  await looksRight(writer);
  await writer.getByLabel('Tỷ lệ muốn đạt (%)').fill('60');
  await press(writer, 'Áp dụng');
  await writer.getByText('cần thêm 180 người').waitFor();
  await writer.getByRole('rowheader', { name: 'Trường THPT Thử' }).waitFor();
}

async function openOwnPlan(): Promise<void> {
  await writer.getByRole('main').getByRole('link', { name: '6/KH-UBND' }).click();
  await writer.getByRole('heading', { name: title, level: 1 }).waitFor();
}

async function reportAndSign(): Promise<void> {
  await open(writer, '/console/reports');
  await looksRight(writer);
  await writer.getByRole('row').filter({ hasText: '6/KH-UBND' }).getByRole('link', { name: 'Soạn báo cáo' }).first().click();
  await writer.getByLabel('Cơ quan báo cáo').fill('Sở Y tế Thử');
  await writer.getByLabel('Ký hiệu văn bản').fill('/BC-SYT');
  await writer.getByLabel('Địa danh').fill('Phường Một');
  await writer.getByLabel('Chức vụ').fill('Giám đốc');
  await writer.getByLabel('Nơi nhận').fill('UBND tỉnh (báo cáo);\nLưu: VT.');
  await press(writer, 'Lấy số liệu và soạn');
  await writer.getByText(`${counted} trên 500 người`).first().waitFor();
  await looksRight(writer);

  await second.goto(writer.url());
  await looksRight(second);
  await press(second, 'Đã kiểm tra, đúng với màn hình');
  await press(second, 'Ký duyệt và khóa');
  await second.getByText('Nội dung khớp với bản đã ký duyệt.').waitFor();
  await writer.reload();
  await expectFiles();
}

async function expectFiles(): Promise<void> {
  expect((await downloaded('PDF')).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await downloaded('Word')).subarray(0, 2).toString()).toBe('PK');
  const sheets = await readExcel(await downloaded('Excel'));
  expect(sheets.flatMap(({ data }) => data).some((cells) => cells.includes(counted) && cells.includes(500))).toBe(true);
}

async function downloaded(name: string): Promise<Buffer> {
  const [file] = await Promise.all([writer.waitForEvent('download'), writer.getByRole('link', { name, exact: true }).click()]);
  return readFileSync(await file.path());
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${product.address}${path}`);
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

async function looksRight(page: Page): Promise<void> {
  await expectNoViolations(page);
  expect(await scrollsSideways(page)).toBe(false);
}

function fail(): never {
  throw new Error('not there');
}
