import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import readExcel from 'read-excel-file/node';
import { native } from '../../../../server/storage/collection';
import { joinCodes } from '../../../../server/storage/collections/join-codes';
import { organisations } from '../../../../server/storage/collections/organisations';
import { desktop, expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../../../support/browser';
import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { listen, officer, openConsole } from '../open-console';
import { seedPlaces } from './seeded';

let database: TestDatabase;
let assetsFolder: string;
let server: Awaited<ReturnType<typeof listen>>;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  database = await openTestDatabase();
  await seedPlaces(database);
  assetsFolder = mkdtempSync(join(tmpdir(), 'console-assets-'));
  cpSync(join(__dirname, '../../../../server/console/styles'), assetsFolder, { recursive: true });
  server = await listen(await openConsole(database.db, { assetsFolder }));
  browser = await openBrowser(phone);
  page = await browser.context.newPage();
  await signIn(page);
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await database.close();
  rmSync(assetsFolder, { recursive: true });
});

async function signIn(on: Page, language = 'vi') {
  await on.goto(`${server.url}/console/sign-in?lang=${language}`);
  await on.getByLabel(language === 'vi' ? 'Tên đăng nhập' : 'Sign-in name').fill(officer.signInName);
  await on.locator('input[type=password]').fill(officer.password);
  await on.locator('main button[type=submit]').click();
  await on.waitForURL(/\/console(\?|$|\/)/);
}

const open = (path: string) => page.goto(`${server.url}/console/${path}`);

/** The file that the answer to a button is. */
async function downloaded(name: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return readFileSync(await file.path());
}

async function looksRight(on = page) {
  await expectNoViolations(on);
  expect(await scrollsSideways(on)).toBe(false);
}

test('an officer adds a school on a phone, and is told beside each field what is wrong', async () => {
  await open('places');
  await page.getByRole('link', { name: 'Thêm đơn vị' }).click();
  await page.getByLabel('Tên đơn vị').fill('Trường THPT Bùi Thị Xuân');
  await page.getByLabel('Địa bàn').fill('Xã Không Có');
  await page.getByRole('button', { name: 'Lưu' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Không có địa bàn');
  await looksRight();

  await page.getByLabel('Địa bàn').fill('xa lac duong');
  await page.getByLabel('Học sinh THPT').check();
  await page.getByRole('button', { name: 'Lưu' }).click();

  expect(await page.getByRole('status').innerText()).toBe('Đã lưu đơn vị.');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Trường THPT Bùi Thị Xuân');
  expect(await page.getByText('Xã Lạc Dương').isVisible()).toBe(true);
});

test('a class gets its code, its sheet and single-use cards that are nowhere after the download', async () => {
  await open('places/groups/10A1');
  await page.getByRole('button', { name: 'Cấp mã' }).click();
  const code = (await page.locator('.join-code').innerText()).replace('-', '');
  await looksRight();
  const [sheet] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tờ A4 (PDF)' }).click()]);
  expect(
    readFileSync(await sheet.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(await page.locator('.message').innerText()).toContain(`/j/${code.slice(0, 3)}-${code.slice(3)}`);

  await page.getByLabel('Số mã').fill('12');
  await page.getByLabel('Danh sách tên – mã (Excel)').check();
  const list = await readExcel(await downloaded('Tạo mã và tải tệp'));
  await open('places/groups/10A1');

  expect(JSON.stringify(list).match(/[A-Z0-9]{4}-[A-Z0-9]{4}/g)).toHaveLength(12);
  expect(await page.getByRole('row').filter({ hasText: 'Thu hồi mã chưa dùng' }).innerText()).toContain('12');
  const stored = JSON.stringify(await native(joinCodes(database.db)).find({ kind: 'roster' }).toArray());
  const codes = JSON.stringify(list).match(/[A-Z0-9]{4}-[A-Z0-9]{4}/g) ?? [];
  expect(codes.filter((one) => stored.includes(one.replace('-', '')))).toEqual([]);
});

test('the code is withdrawn, and the page says what that means', async () => {
  await open('places/groups/10A1');
  await page.getByText('Thu hồi mã', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Thu hồi mã', exact: true }).click();

  expect(await page.getByRole('status').innerText()).toBe('Đã thu hồi mã.');
  expect(await page.getByText('Nhóm chưa có mã.').isVisible()).toBe(true);
});

test('a list of organisations is tried, confirmed and taken back', async () => {
  await open('places/imports');
  await looksRight();
  const file = 'Tên đơn vị;Loại đơn vị;Địa bàn\nTrường THPT Trần Phú;Trường trung học phổ thông;24769\nQuán X;Quán;24769\n';
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await page.getByRole('button', { name: 'Đọc thử' }).first().click();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Đơn vị: Đọc thử: chưa ghi gì');
  expect(await page.getByRole('table').innerText()).toContain('không phải là loại đơn vị');
  await looksRight();

  await page.getByRole('button', { name: /Ghi 1 dòng/ }).click();
  expect(await organisations(database.db).countDocuments({ name: 'Trường THPT Trần Phú' })).toBe(1);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();

  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Đơn vị: Đã hoàn tác');
  expect(await organisations(database.db).countDocuments({ name: 'Trường THPT Trần Phú' })).toBe(0);
});

describe('a roster', () => {
  const names = Array.from(
    { length: 30 },
    (_, index) =>
      `${index + 1};Nguyễn Thị ${['An', 'Bình', 'Chi'][index % 3]} ${'ABCDEFGHIK'[index % 10]}${'ưăâ'[Math.floor(index / 10)]};${index % 2 === 0 ? '10A1' : '10A2'};${1 + (index % 28)}/3/2011`,
  );
  const file = `TRƯỜNG THPT CHUYÊN NGUYỄN THỊ MINH KHAI;;;\nDANH SÁCH HỌC SINH;;;\nSTT;Họ và tên;Lớp;Ngày sinh\n${names.join('\n')}\n;;;\nNgười lập bảng;;;\n`;

  test('becomes codes in a few steps: columns, missing classes, confirmation with its list, and back', async () => {
    await open('rosters/S1');
    await looksRight();
    await page.getByLabel('Tệp danh sách').setInputFiles({ name: 'ds.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await page.getByRole('button', { name: 'Đọc tệp' }).click();
    expect(await page.getByRole('combobox', { name: 'Là: Họ và tên' }).inputValue()).toBe('fullName');
    await looksRight();

    await page.getByRole('button', { name: 'Đọc thử' }).click();
    expect(await page.getByText('Đơn vị chưa có: 10A2.').isVisible()).toBe(true);
    await looksRight();
    await page.getByRole('button', { name: 'Tạo các nhóm này rồi đọc lại' }).click();
    await page.getByRole('link', { name: /^Mới \(/ }).click();
    await looksRight();
    const before = await joinCodes(database.db).countDocuments({ kind: 'roster' });
    const list = JSON.stringify(await readExcel(await downloaded('Xác nhận và tải tệp tên – mã')));
    const made = (await joinCodes(database.db).countDocuments({ kind: 'roster' })) - before;
    expect(made).toBeGreaterThanOrEqual(15);
    expect(list).toContain('Nguyễn Thị');

    await open('rosters/S1');
    await page.getByRole('listitem').filter({ hasText: 'Đã ghi' }).getByRole('link').click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Đã cấp mã');
    await looksRight();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Đã hoàn tác');
    expect(await joinCodes(database.db).countDocuments({ kind: 'roster', withdrawnAt: { $exists: true } })).toBe(made);
  });

  test('of a file that is none is refused beside the field, in words', async () => {
    await open('rosters/S1');
    await page.getByLabel('Tệp danh sách').setInputFiles({ name: 'a.xlsx', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
    await page.getByRole('button', { name: 'Đọc tệp' }).click();

    expect(await page.getByRole('alert').innerText()).toContain('PDF');
    await looksRight();
  });

  test('of service workers does not exist', async () => {
    expect((await open('rosters/G1'))?.status()).toBe(404);
  });

  test('keeps names only under a basis that somebody else approves', async () => {
    await open('rosters/S1/bases');
    for (const label of ['Văn bản (số, ngày)', 'Người ký (họ tên, chức vụ)', 'Mục đích']) await page.getByLabel(label).fill('12/QĐ-THPT');
    await page.getByRole('button', { name: 'Gửi để duyệt' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Không được để trống');
    await page.getByLabel('Đã báo cho người trong danh sách').fill('Họp phụ huynh 15/9/2026');
    await page.getByLabel('Lưu đến hết ngày').fill('2027-05-31');
    await page.getByRole('button', { name: 'Gửi để duyệt' }).click();

    expect(await page.getByText('Chờ duyệt').isVisible()).toBe(true);
    await looksRight();
    expect((await open('roster-bases'))?.status()).toBe(404);
  });
});

const pages = [
  'places',
  'places?q=khong+co',
  'places/groups',
  'places/organisations/S1',
  'places/organisations/G1',
  'places/organisations/new',
  'places/groups/10A1',
  'places/groups/10A1/edit',
  'places/areas',
  'places/areas/68',
  'places/imports',
  'places/organisations/S1/rollover',
  'rosters/S1',
  'rosters/S1?group=10A1',
  'rosters/S1/bases',
];

test.each([
  { screen: 'a phone in the dark', view: { ...phone, scheme: 'dark' as const }, language: 'en' },
  { screen: 'a desk in the light', view: { ...desktop, scheme: 'light' as const }, language: 'vi' },
])('every page is accessible and fits on $screen', async ({ view, language }) => {
  const other = await openBrowser(view);
  const on = await other.context.newPage();
  await signIn(on, language);
  for (const path of pages) {
    await on.goto(`${server.url}/console/${path}`);
    await looksRight(on);
  }
  await other.close();
});
