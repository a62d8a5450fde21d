import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Page } from 'playwright-core';
import type { Figure } from '../../../server/reach/figure';
import { desktop, expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../../support/browser';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { listen, officer, openConsole } from './open-console';
import { sampleFigures, student, wholePlan } from './sample-figures';

let database: TestDatabase;
let assetsFolder: string;
let server: Awaited<ReturnType<typeof listen>>;
let reached = 2104;

beforeAll(async () => {
  database = await openTestDatabase();
  assetsFolder = buildAssets();
  const figures = sampleFigures();
  const counting = sampleFigures({
    planFigures: async (query): Promise<readonly Figure[]> => [
      student(query, wholePlan, reached, 2590, 3000),
      ...(await figures.planFigures(query)).slice(1),
    ],
  });
  server = await listen(await openConsole(database.db, { figures: counting, assetsFolder }));
});
afterAll(async () => {
  await server.close();
  await database.close();
  rmSync(assetsFolder, { recursive: true });
});
beforeEach(() => {
  reached = 2104;
});

/** A4 upright within its margins. */
const paper = { width: 718, height: 1047 } as const;

const indicator = '/console/plans/sample-2026/indicators/M-1.3c';
const pages = [
  '/console',
  indicator,
  `${indicator}?by=organisation&sort=low`,
  `${indicator}?node=organisation:thpt-1`,
  `${indicator}?period=2026-Q3`,
  '/console/quality',
  '/console/definitions',
  '/console/nothing',
];

describe.each([
  { screen: 'a phone in the light', view: { ...phone, scheme: 'light' as const }, language: 'vi' },
  { screen: 'a phone in the dark', view: { ...phone, scheme: 'dark' as const }, language: 'en' },
  { screen: 'a desk in the light', view: { ...desktop, scheme: 'light' as const }, language: 'en' },
  { screen: 'a desk in the dark', view: { ...desktop, scheme: 'dark' as const }, language: 'vi' },
])('on $screen, in $language', ({ view, language }) => {
  let browser: TestBrowser;
  let page: Page;
  const faults: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser(view);
    page = await browser.context.newPage();
    page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${server.url}/console/sign-in?lang=${language}`);
    await signIn(page);
  });
  afterAll(() => browser.close());

  test('the sign-in form is accessible', async () => {
    await page.context().clearCookies();
    await page.goto(`${server.url}/console/sign-in?lang=${language}`);

    await expectNoViolations(page);

    await signIn(page);
  });

  test.each(pages)('%s is accessible and fits the screen', async (path) => {
    await page.goto(server.url + path);

    await expectNoViolations(page);
    expect(await scrollsSideways(page)).toBe(false);
    expect(faults).toEqual([]);
  });

  test('the chart is drawn', async () => {
    await page.goto(server.url + indicator);

    const width = await page.locator('.trend img').evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));

    expect(width).toBe(view.width === phone.width ? 340 : 760);
  });

  test('a print fits and is accessible', async () => {
    await page.goto(`${server.url}${indicator}?period=2026-Q3`);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(paper);

    await expectNoViolations(page);
    expect(await page.getByRole('form').count()).toBe(0);
    for (const frame of [/^C – /, /^(Quý III năm 2026|Third quarter of 2026)$/, /^(30\/09\/2026|30 Sept 2026)$/])
      expect(await page.getByRole('definition').filter({ hasText: frame }).isVisible()).toBe(true);
    expect(await scrollsSideways(page)).toBe(false);

    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: view.width, height: view.height });
  });
});

describe('an open overview', () => {
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser(phone);
    page = await browser.context.newPage();
    await page.goto(`${server.url}/console/sign-in`);
    await signIn(page);
  });
  afterAll(() => browser.close());

  test('shows one more person without being asked', async () => {
    await page.getByText('2.104 / 3.000 người').waitFor();

    reached = 2105;

    await page.getByText('2.105 / 3.000 người').waitFor({ timeout: 5000 });
  });

  test('keeps the focus where the reader is', async () => {
    const link = page.getByRole('link', { name: /học sinh, sinh viên/i }).first();
    await link.focus();

    reached = 2106;
    await page.getByText('2.106 / 3.000 người').waitFor({ timeout: 5000 });

    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('says when it has lost the server, and recovers', async () => {
    await browser.context.setOffline(true);
    await page.getByText('Mất kết nối').waitFor({ timeout: 5000 });

    await browser.context.setOffline(false);
    await page.getByText('Tự cập nhật mỗi giây').waitFor({ timeout: 5000 });
  });

  test('is as current on the page of one target', async () => {
    await page.goto(server.url + indicator);
    await page.getByText('2.104 / 3.000 người').waitFor();

    reached = 2105;

    await page.getByText('2.105 / 3.000 người').waitFor({ timeout: 5000 });
    await page.getByText('biểu đồ và bảng là lúc mở trang').waitFor();
  });

  test('shows no moment below the whole plan, where one more is somebody whom others know', async () => {
    await page.goto(`${server.url}${indicator}?node=organisation:thpt-1`);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));

    await page.waitForTimeout(1500);

    expect(asked).toEqual([]);
    await page.goto(`${server.url}/console`);
  });

  test('begins for the keyboard with the way to the content', async () => {
    await page.goto(`${server.url}/console`);
    await page.keyboard.press('Tab');

    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Đến nội dung chính');
  });

  test('has each figure of a card defined one click away', async () => {
    await page.goto(`${server.url}/console`);

    await page.getByRole('link', { name: 'Số chính thức' }).first().click();

    await page.getByRole('heading', { name: 'Số chính thức' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#official');
  });
});

async function signIn(page: Page): Promise<void> {
  await page.locator('[name=signInName]').fill(officer.signInName);
  await page.locator('[name=password]').fill(officer.password);
  await page.locator('main button').click();
  await page.waitForURL(/\/console$/);
}

function buildAssets(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hieu-luat-console-'));
  const source = join(__dirname, '../../../server/console');
  cpSync(join(source, 'styles'), folder, { recursive: true });
  buildSync({ entryPoints: [join(source, 'islands/live.ts')], bundle: true, format: 'esm', outfile: join(folder, 'live.js') });
  return folder;
}
