import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createFigures } from '../../../../server/reach/figures';
import { importPlan } from '../../../../server/reach/plan';
import { desktop, expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../../../support/browser';
import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { buildProvince } from '../../reach/support/province';
import { clock, listen, officer, openConsole } from '../open-console';

let database: TestDatabase;
let server: Awaited<ReturnType<typeof listen>>;
let plan: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await buildProvince(database.db);
  const text = readFileSync(join(__dirname, '../../../../content/plans/ben-tre-2021-2025.yaml'), 'utf8');
  const imported = await importPlan(database.db, text, { area: '68', now: clock });
  if ('faults' in imported) throw new Error(imported.faults.join('\n'));
  plan = `/console/plans/${encodeURIComponent(imported.id)}`;
  server = await listen(await openConsole(database.db, { figures: createFigures(database.db, { now: () => clock }) }));
});
afterAll(async () => {
  await server.close();
  await database.close();
});

describe.each([
  { screen: 'a phone in the dark', view: { ...phone, scheme: 'dark' as const }, language: 'vi' },
  { screen: 'a desk in the light', view: { ...desktop, scheme: 'light' as const }, language: 'en' },
])('pages of plans on $screen', ({ view, language }) => {
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser(view);
    page = await browser.context.newPage();
    await page.goto(`${server.url}/console/sign-in?lang=${language}`);
    await page.fill('input[name=signInName]', officer.signInName);
    await page.fill('input[name=password]', officer.password);
    await page.click('main button[type=submit]');
  });
  afterAll(() => browser.close());

  test.each(['overview', 'document', 'letters', 'tasks', 'indicators/BT-1.3c/gap', '../compare', '../../plan-drafts/new'])(
    '%s is accessible and fits',
    async (path) => {
      await page.goto(new URL(path, `${server.url}${plan}/`).href);

      await expectNoViolations(page);
      expect(await scrollsSideways(page)).toBe(false);
    },
  );

  test('a draft is accessible', async () => {
    await page.goto(`${server.url}/console/plan-drafts/new`);
    const head = { title: 'Kế hoạch', number: '6/KH', issuer: 'UBND tỉnh', issued: '2026-01-05', from: '2026', to: '2030', area: '68' };
    for (const [name, value] of Object.entries(head)) await page.fill(`#field-${name}`, value);
    await page.locator('form:has(#field-title) button').click();

    await expectNoViolations(page);
    expect(await scrollsSideways(page)).toBe(false);
  });
});
