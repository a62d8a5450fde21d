import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Page } from 'playwright-core';
import { createRosterCodes } from '../../../../server/organisations/create-codes';
import { createFigures } from '../../../../server/reach/figures';
import { createStaffMember } from '../../../../server/staff/create-staff-member';
import type { Role } from '../../../../server/staff/roles';
import type { Scope } from '../../../../server/staff/scope';
import { denominators } from '../../../../server/storage/collections/denominators';
import { groups } from '../../../../server/storage/collections/groups';
import { organisations } from '../../../../server/storage/collections/organisations';
import { createIndexes } from '../../../../server/storage/connect';
import { desktop, expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../../../support/browser';
import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { buildProvince, denominator } from '../../reach/support/province';
import { clock, keys, listen, officer, openConsole } from '../open-console';

let database: TestDatabase;
let assetsFolder: string;
let plan: string;
let server: Awaited<ReturnType<typeof listen>>;
const codes: string[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  await createIndexes(db);
  plan = (await buildProvince(db)).plan;
  await organisations(db).create({ _id: 'F1', name: 'Nhà máy Một', kind: 'enterprise', area: '68001', populations: ['ip-worker'] });
  await groups(db).create({ _id: 'F1-A', organisation: 'F1', area: '68001', name: 'Ca A', population: 'ip-worker' });
  await denominators(db).create(denominator('area', '68', 'ip-worker', 100));
  codes.push(...((await createRosterCodes(db, keys, { group: 'F1-A', count: 40, expires: new Date('2027-08-31'), now: clock })) ?? []));
  assetsFolder = buildAssets();
  server = await listen(await openConsole(db, { figures: createFigures(db, { now: () => clock }), assetsFolder }));
  await staff('chi.an', 'organiser', { kind: 'organisation', id: 'F1' });
  await staff('anh.binh', 'organiser', { kind: 'organisation', id: 'F1' });
  await staff('chi.chi', 'organiser', { kind: 'organisation', id: 'S1' });
});
afterAll(async () => {
  await server.close();
  await database.close();
  rmSync(assetsFolder, { recursive: true });
});

function staff(signInName: string, role: Role, scope: Scope): Promise<unknown> {
  return createStaffMember(database.db, { ...officer, signInName, role, scope }, clock);
}

function buildAssets(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hieu-luat-console-'));
  const source = join(__dirname, '../../../../server/console');
  cpSync(join(source, 'styles'), folder, { recursive: true });
  const entryPoints = ['live', 'meeting-ticks', 'meeting-screen'].map((name) => join(source, `islands/${name}.ts`));
  buildSync({ entryPoints, bundle: true, format: 'esm', outdir: folder });
  return folder;
}

async function signIn(browser: TestBrowser, name: string, language = 'vi'): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${server.url}/console/sign-in?lang=${language}`);
  await page.locator('input[name=signInName]').fill(name);
  await page.locator('input[name=password]').fill(officer.password);
  await page.locator('main button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  return page;
}

async function expectFit(page: Page): Promise<void> {
  await expectNoViolations(page);
  expect(await scrollsSideways(page)).toBe(false);
}

async function workers(): Promise<number | undefined> {
  const all = await createFigures(database.db, { now: () => clock }).planFigures({ plan });
  const found = all.find(({ indicator }) => indicator.populations.includes('ip-worker'));
  return found?.suppressed === false ? found.low : undefined;
}

describe('a talk at shift change, on a phone', () => {
  let browser: TestBrowser;
  let other: TestBrowser;
  const opened: TestBrowser[] = [];
  beforeAll(async () => {
    [browser, other] = [await openBrowser(phone), await openBrowser(phone)];
  });
  afterAll(async () => {
    await Promise.all([browser, other, ...opened].map((one) => one.close()));
  });

  test('is planned, printed, ticked, confirmed by somebody else, and moves the figure by exactly those who were there', async () => {
    const page = await signIn(browser, 'chi.an');
    await page.goto(`${server.url}/console/meetings`);
    await expectFit(page);
    await page.getByRole('link', { name: 'Lên kế hoạch buổi mới' }).click();
    await expectFit(page);
    await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
    await page.getByRole('alert').waitFor();
    await expectFit(page);

    await page.getByLabel('Tên buổi').fill('Nói chuyện đầu ca');
    await page.getByLabel('Nơi tổ chức').fill('Nhà ăn');
    await page.getByLabel('Ngày').fill('2026-11-20');
    await page.getByLabel('Giờ bắt đầu').fill('07:30');
    await page.getByLabel('Chính sách, pháp luật').check();
    await page.getByLabel('Thông tin, kiến thức').check();
    await page.getByLabel('Ca A').check();
    await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
    await page.getByText('Đã lưu kế hoạch.').waitFor();
    await expectFit(page);

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /Tải tờ danh sách/ }).click()]);
    expect(download.suggestedFilename()).toMatch(/^danh-sach-.*\.pdf$/);

    await page.getByLabel('Tổng số người', { exact: true }).fill('30');
    await page.getByRole('button', { name: 'Lưu số người' }).click();
    await page.getByText('Đã lưu số người.').waitFor();
    expect(await workers()).toBe(0);

    await page.getByRole('link', { name: 'Tích danh sách Ca A' }).click();
    await expectFit(page);
    expect(await page.locator('input[name=row]:checked').count()).toBe(0);
    for (let row = 1; row <= 23; row += 1) await page.locator(`input[name=row][value="${row}"]`).check();
    await page.getByLabel(/Tôi đã xem hết/).check();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Lưu danh sách' }).click();
    await page.getByText(/Chưa có mạng/).waitFor();
    await page.context().setOffline(false);
    await page.getByText('Đã lưu danh sách.').waitFor();
    expect(await page.locator('input[name=row]:checked').count()).toBe(23);
    expect(await page.evaluate('localStorage.length')).toBe(0);
    const meeting = page.url().replace(/\/lists\/.*/, '');
    await page.goto(meeting);
    expect(await page.getByRole('button', { name: 'Xác nhận danh sách' }).count()).toBe(0);
    expect(await workers()).toBe(0);

    const second = await signIn(other, 'anh.binh');
    await second.goto(meeting);
    await expectFit(second);
    await second.getByRole('button', { name: 'Xác nhận danh sách' }).click();
    await second.getByText('Đã xác nhận danh sách.').waitFor();
    expect(await second.locator('[data-count=counted]').innerText()).toBe('23');
    expect(await second.locator('[data-count=unnamed]').innerText()).toBe('7');
    await expectFit(second);
    expect(await workers()).toBe(23);

    const foreign = await signIn(await anotherPhone(), 'chi.chi');
    expect((await foreign.goto(meeting))?.status()).toBe(404);
    expect((await foreign.goto(`${meeting}/lists/F1-A`))?.status()).toBe(404);
  }, 120_000);

  test('a class monitor ticks by a link, once, and sees nothing else', async () => {
    const page = await signIn(browser, 'chi.an');
    const meeting = await planned(page, 'Sinh hoạt tổ');
    await page.getByRole('link', { name: 'Tích danh sách Ca A' }).click();
    await page.getByRole('button', { name: 'Tạo liên kết' }).click();
    const link = (await page.locator('code').innerText()).trim();
    await page.reload();
    expect(await page.locator('code').count()).toBe(0);

    const monitor = await anotherPhone();
    const sheet = await monitor.context.newPage();
    await sheet.goto(link);
    expect(sheet.url()).not.toContain(link.split('/').at(-1));
    await expectFit(sheet);
    expect(await sheet.locator('input[name=row]').count()).toBe(40);
    expect(await sheet.content()).not.toContain(codes[0]);
    await sheet.locator('input[name=row][value="7"]').check();
    await sheet.getByLabel(/Tôi đã xem hết/).check();
    await sheet.getByRole('button', { name: 'Lưu danh sách' }).click();
    await sheet.getByRole('heading', { name: 'Đã gửi danh sách' }).waitFor();
    await expectFit(sheet);
    expect((await sheet.goto(link))?.status()).toBe(404);
    expect((await sheet.goto(meeting))?.url()).toContain('/sign-in');

    await page.goto(meeting);
    await page.getByText('có mặt 1 / 40, vắng 39').waitFor();
  }, 60_000);

  test('a code for the wall changes with the half minute', async () => {
    const page = await signIn(browser, 'chi.an');
    await planned(page, 'Có màn chiếu');
    await page.getByRole('link', { name: 'Mã điểm danh trên màn chiếu' }).click();
    await expectFit(page);
    await page.getByRole('button', { name: 'Bắt đầu hiện mã' }).click();
    expect(await page.locator('.screen-text').innerText()).toMatch(/^[2-9A-Z]{3}-[2-9A-Z]{3}$/);
    await expectFit(page);
  }, 60_000);

  test('a photo is kept sealed and given back as it was; what is no photo is refused', async () => {
    const page = await signIn(browser, 'chi.an');
    await planned(page, 'Có ảnh');
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(700_000, 7)]);
    await page.locator('input[type=file]').setInputFiles({ name: 'anh.png', mimeType: 'image/png', buffer: png });
    await page.getByRole('button', { name: 'Lưu tệp' }).click();
    await page.getByText('Đã nhận tệp.').waitFor();
    const address = await page.getByRole('link', { name: /Ảnh danh sách/ }).getAttribute('href');
    const answer = await page.request.get(`${server.url}${address}`);
    expect(answer.headers()).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(answer.headers()['content-disposition']).toMatch(/^attachment/);
    expect((await answer.body()).equals(png)).toBe(true);

    const script = { name: 'anh.png', mimeType: 'image/png', buffer: Buffer.from('<script>alert(1)</script>') };
    await page.locator('input[type=file]').setInputFiles(script);
    await page.getByRole('button', { name: 'Lưu tệp' }).click();
    await page
      .getByText(/Tệp không nhận được/)
      .first()
      .waitFor();
    await expectFit(page);
  }, 60_000);

  async function anotherPhone(): Promise<TestBrowser> {
    const one = await openBrowser(phone);
    opened.push(one);
    return one;
  }

  async function planned(page: Page, title: string): Promise<string> {
    await page.goto(`${server.url}/console/meetings/new`);
    await page.getByLabel('Tên buổi').fill(title);
    await page.getByLabel('Nơi tổ chức').fill('Hội trường');
    await page.getByLabel('Ngày').fill('2026-11-21');
    await page.getByLabel('Giờ bắt đầu').fill('07:30');
    await page.getByLabel('Chính sách, pháp luật').check();
    await page.getByLabel('Ca A').check();
    await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
    await page.getByText('Đã lưu kế hoạch.').waitFor();
    return page.url().replace(/\?.*/, '');
  }
});

test('at a desk, in the dark, in English', async () => {
  const browser = await openBrowser({ ...desktop, scheme: 'dark', locale: 'en-GB' });
  const page = await signIn(browser, 'can.bo', 'en');
  for (const path of ['/console/meetings', '/console/meetings/new?organisation=F1&organisation=S1', '/console/meetings/new?q=nha']) {
    await page.goto(server.url + path);
    await expectFit(page);
  }
  await page.goto(`${server.url}/console/meetings`);
  await page.getByRole('link', { name: 'Nói chuyện đầu ca' }).click();
  await expectFit(page);
  await browser.close();
}, 60_000);
