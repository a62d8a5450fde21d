import type { Page } from 'playwright-core';
import { seal } from '../../../../server/keys';
import { lookForMatches } from '../../../../server/matches/look-for-matches';
import { createLedger } from '../../../../server/reach/ledger';
import { matchHashes } from '../../../../server/rosters/match-hashes';
import { native } from '../../../../server/storage/collection';
import { audit } from '../../../../server/storage/collections/audit';
import { groups } from '../../../../server/storage/collections/groups';
import { joinCodes } from '../../../../server/storage/collections/join-codes';
import { organisations } from '../../../../server/storage/collections/organisations';
import { probableMatches } from '../../../../server/storage/collections/probable-matches';
import { rosterEntries } from '../../../../server/storage/collections/roster-entries';
import { createIndexes } from '../../../../server/storage/connect';
import { desktop, expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../../../support/browser';
import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { clock, keys, listen, officer, openConsole } from '../open-console';

let database: TestDatabase;
let server: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  database = await openTestDatabase();
  await createIndexes(database.db);
  const school = { kind: 'upper-secondary-school', area: 'T1', populations: ['upper-secondary' as const] } as const;
  await native(organisations(database.db)).insertOne({ _id: 'thpt-1', name: 'Trường THPT Hoa Ban', ...school });
  const place = { organisation: 'thpt-1', area: 'T1' } as const;
  for (const name of ['10A', '10B'])
    await native(groups(database.db)).insertOne({ _id: name, name: `Lớp ${name}`, ...place, population: 'upper-secondary' });
  const listed = { name: 'Nguyễn Thị Hương', birth: '2010-03-05', sheet: '', line: 1 } as const;
  const row = { tail: 'K7', kind: 'roster', population: 'upper-secondary', createdAt: clock, expiresAt: clock } as const;
  for (const [number, group] of ['10A', '10B', '10B'].entries()) {
    const line = number === 2 ? { ...listed, name: 'Lê Hoàng Phước', phone: '0912345678' } : { ...listed, phone: `091234567${8 - number}` };
    const _id = `code-${number}`;
    await native(joinCodes(database.db)).insertOne({ _id, number: number + 7, ...place, group, ...row });
    const sealed = seal(keys.of('roster-person'), Buffer.from(JSON.stringify({ name: line.name, phone: line.phone })));
    const match = Object.values(matchHashes(keys, 'thpt-1', line));
    const listings = [{ import: 'i', at: clock }];
    await native(rosterEntries(database.db)).insertOne({ _id, ...place, group, import: 'i', listings, basis: 'b', sealed, match });
  }
  server = await listen(await openConsole(database.db));
  await lookForMatches({ db: database.db, keys, ledger: createLedger(database.db, { now: () => clock }), now: () => clock }, 'thpt-1');
});
afterAll(async () => {
  await server.close();
  await database.close();
});

async function signedIn(browser: TestBrowser, language: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${server.url}/console/sign-in?lang=${language}`);
  await page.locator('#sign-in-name').fill(officer.signInName);
  await page.locator('#password').fill(officer.password);
  await page.locator('form button[type=submit]').first().click();
  return page;
}

const acts = () =>
  native(audit(database.db))
    .find({ action: /^match/ })
    .toArray();

describe.each([
  { language: 'vi', view: { ...phone, scheme: 'light' as const } },
  { language: 'en', view: { ...desktop, scheme: 'dark' as const } },
])('in $language at $view.width px, $view.scheme', ({ language, view }) => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser(view);
  });
  afterAll(() => browser.close());

  test('the queue is accessible, fits the screen, and each look at names is in the audit', async () => {
    const page = await signedIn(browser, language);
    const before = (await acts()).length;
    await page.goto(`${server.url}/console/matches`);

    await expectNoViolations(page);
    expect(await scrollsSideways(page)).toBe(false);
    const [look] = (await acts()).slice(before);
    const shown = await native(probableMatches(database.db)).find({}).sort({ _id: 1 }).toArray();
    expect(look).toMatchObject({ action: 'matches-read', subject: shown.map(({ _id }) => _id).join(' ') });
    await page.goto(`${server.url}/console/matches?state=same`);
    await expectNoViolations(page);
    expect((await acts()).length).toBe(before + 1);
  });
});

test('an officer comes from the quality page, says that two are one person, and takes it back', async () => {
  const browser = await openBrowser(phone);
  const page = await signedIn(browser, 'vi');
  await page.goto(`${server.url}/console/quality`);
  await expectNoViolations(page);
  expect(await page.getByText('2 cặp trong danh sách').isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Xem và quyết định' }).click();
  await page.getByLabel('Khả năng trùng', { exact: true }).selectOption('likely');
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  const pair = page.getByRole('article');
  expect(await pair.getByRole('cell', { name: 'Nguyễn Thị Hương' }).count()).toBe(2);
  expect(await pair.getByRole('cell', { name: 'Lớp 10A' }).count()).toBe(1);

  await pair.getByRole('button', { name: 'Cùng một người' }).click();

  expect(await page.getByRole('status').textContent()).toContain('cùng một người');
  expect(page.url()).toContain('score=likely');
  const decided = await native(probableMatches(database.db)).findOne({ score: 'likely' });
  expect(decided?.state).toBe('same');
  expect((await acts()).map(({ action, subject }) => `${action} ${subject}`)).toContain(`match-decided ${decided?._id} same`);
  await page.getByLabel('Tình trạng', { exact: true }).selectOption('same');
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await page.getByRole('button', { name: 'Lấy lại quyết định' }).click();
  expect((await native(probableMatches(database.db)).findOne({ score: 'likely' }))?.state).toBe('open');
  await browser.close();
});
