import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import readExcel from 'read-excel-file/node';
import { createStaffMember } from '../../server/staff/create-staff-member';
import { expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../support/browser';
import { signInOnConsole, studentsCounted } from '../support/console-visit';
import { officer } from '../support/installation';
import { type Product, startProduct } from '../support/product';
import { setUpSecondFactor } from '../support/second-factor';

const roster = join(__dirname, '../server/rosters/files/title-and-two-heading-lines.xlsx');
const school = { kind: 'organisation', id: 'thpt-1' } as const;

let product: Product;
let phones: readonly TestBrowser[];
let secretary: Page;
let pupil: Page;
let desk: Page;

beforeAll(async () => {
  product = await startProduct();
  await createStaffMember(product.running.storage.db, { ...officer, signInName: 'bi.thu', role: 'organiser', scope: school }, new Date());
  phones = await Promise.all([1, 2, 3].map(() => openBrowser(phone)));
  const pages = await Promise.all(phones.map(({ context }) => context.newPage()));
  [secretary, pupil, desk] = [pages[0] ?? fail(), pages[1] ?? fail(), pages[2] ?? fail()];
});
afterAll(async () => {
  await Promise.all(phones.map((one) => one.close()));
  await product.close();
});

/** From the office's own Excel file to a child in the chat of whom nothing is written down before a guardian's slip is there. */
test('a youth-union secretary’s phone and Excel file become codes, a sheet and cards, and a child without a slip is not counted', async () => {
  await signIn(desk, officer.signInName);
  await setUpSecondFactor(desk);
  await desk
    .getByText(/ \/ 100 người$/)
    .first()
    .waitFor();
  const before = await counted();

  await signIn(secretary, 'bi.thu');
  await secretary.waitForURL(/\/console\/home$/);
  await looksRight(secretary);
  const code = await bringRoster();
  await printForClass();

  await joinAsChild(code);
  await say('chào');
  await pupil.getByRole('log').getByText('chưa được ghi nhận').first().waitFor();
  expect(await counted()).toBe(before);

  await secretary.goto(`${product.address}/console/home`);
  await looksRight(secretary);
});

async function bringRoster(): Promise<string> {
  await secretary.goto(`${product.address}/console/rosters/thpt-1`);
  await secretary.getByLabel('Tệp danh sách').setInputFiles(roster);
  await secretary.getByRole('button', { name: 'Đọc tệp' }).tap();
  await secretary.getByRole('button', { name: 'Đọc thử' }).tap();
  await secretary.getByRole('button', { name: 'Tạo các nhóm này rồi đọc lại' }).tap();
  await secretary.getByRole('button', { name: 'Xác nhận và tải tệp tên – mã' }).waitFor();
  await looksRight(secretary);
  const [sheet] = await readExcel(await downloaded('button', 'Xác nhận và tải tệp tên – mã'));
  const row = sheet?.data.find((cells) => cells.includes('Nguyễn Thị Hồng Ánh')) ?? [];
  return row.map(String).find((cell) => /^[A-Z0-9]{4}-?[A-Z0-9]{4}$/.test(cell)) ?? fail();
}

async function printForClass(): Promise<void> {
  await secretary.goto(`${product.address}/console/home`);
  await looksRight(secretary);
  await secretary.getByRole('link', { name: '10A1', exact: true }).tap();
  await secretary.getByRole('button', { name: 'Cấp mã', exact: true }).tap();
  expect((await downloaded('link', 'Tờ A4 (PDF)')).subarray(0, 5).toString()).toBe('%PDF-');
  await secretary.getByLabel('Số mã').fill('2');
  expect((await downloaded('button', 'Tạo mã và tải tệp')).subarray(0, 5).toString()).toBe('%PDF-');
}

async function joinAsChild(code: string): Promise<void> {
  await pupil.goto(`${product.address}/j/${code}`);
  await tap('Dưới 16 tuổi');
  for (let answered = 0; answered < 3; answered += 1) await tap('Đồng ý');
}

const signIn = (page: Page, name: string) => signInOnConsole(page, product.address, { name, password: officer.password });

const counted = () => studentsCounted(desk, product.address);

async function downloaded(role: 'button' | 'link', name: string): Promise<Buffer> {
  const [file] = await Promise.all([secretary.waitForEvent('download'), secretary.getByRole(role, { name }).tap()]);
  return readFileSync(await file.path());
}

const options = () => pupil.locator('.options:not(.closed) button');

async function say(text: string): Promise<void> {
  await pupil.getByRole('textbox', { name: 'Tin nhắn của bạn' }).fill(text);
  await pupil.keyboard.press('Enter');
}

/** Taps and waits for what comes of it: new choices below the old ones, which are closed. */
async function tap(name: string | RegExp): Promise<void> {
  const closed = await pupil.locator('.options.closed').count();
  await pupil.getByRole('button', { name, exact: true }).and(options()).first().tap();
  await pupil.locator('.options.closed').nth(closed).waitFor();
  await options().first().waitFor();
}

async function looksRight(page: Page): Promise<void> {
  await expectNoViolations(page);
  expect(await scrollsSideways(page)).toBe(false);
}

function fail(): never {
  throw new Error('not there');
}
