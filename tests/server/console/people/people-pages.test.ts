import type { Connection } from 'mongoose';
import type { Page } from 'playwright-core';
import { createRosterCodes } from '../../../../server/organisations/create-codes';
import { getOrCreatePeople } from '../../../../server/people/person';
import { createStaffMember } from '../../../../server/staff/create-staff-member';
import { native } from '../../../../server/storage/collection';
import { dataRequests } from '../../../../server/storage/collections/data-requests';
import { erasureReceipts } from '../../../../server/storage/collections/erasure-receipts';
import { groups } from '../../../../server/storage/collections/groups';
import { guardianSlips } from '../../../../server/storage/collections/guardian-slips';
import { joinCodes } from '../../../../server/storage/collections/join-codes';
import { organisations } from '../../../../server/storage/collections/organisations';
import { desktop, expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../../../support/browser';
import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { clock, keys, listen, officer, openConsole } from '../open-console';

const dataOfficer = { ...officer, name: 'Người phụ trách dữ liệu', signInName: 'du.lieu' } as const;
const day = 24 * 3_600_000;

let database: TestDatabase;
let server: { readonly url: string; readonly close: () => Promise<void> };
let codes: readonly string[];
beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database.db);
  server = await listen(await openConsole(database.db, { role: 'organiser' }));
  await createStaffMember(database.db, { ...dataOfficer, role: 'data-officer', scope: { kind: 'everything' } }, clock);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

async function fill(db: Connection): Promise<void> {
  const school = {
    _id: 'thpt-1',
    name: 'Trường THPT Hoa Ban',
    kind: 'upper-secondary-school' as const,
    area: 'T1',
    populations: ['upper-secondary' as const],
  };
  await native(organisations(db)).insertOne(school);
  await native(groups(db)).insertOne({ _id: '10a', organisation: 'thpt-1', area: 'T1', name: 'Lớp 10A', population: 'upper-secondary' });
  codes = (await createRosterCodes(db, keys, { group: '10a', count: 12, expires: new Date(clock.getTime() + 90 * day), now: clock })) ?? [];
  await getOrCreatePeople(db, keys, ['somebody'], clock);
  await native(joinCodes(db)).updateOne({ number: 3 }, { $set: { claimedBy: 'somebody' } });
  const late = new Date(clock.getTime() - 30 * day);
  const asked = { kind: 'object' as const, from: 'chat' as const, askedAt: late, acknowledgeBy: late, due: late, open: true as const };
  await native(dataRequests(db)).insertOne({ _id: 'ABCDE-FGH23', ...asked });
}

async function signedIn(browser: TestBrowser, language: string, signInName: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${server.url}/console/sign-in?lang=${language}`);
  await page.locator('#sign-in-name').fill(signInName);
  await page.locator('#password').fill(officer.password);
  await page.locator('form button[type=submit]').first().click();
  return page;
}

const looks = [
  { language: 'vi', view: { ...phone, scheme: 'light' } },
  { language: 'en', view: { ...desktop, scheme: 'dark' } },
] as const;

const pages = [
  { who: officer.signInName, path: '/console/slips' },
  { who: officer.signInName, path: '/console/slips/10a' },
  { who: officer.signInName, path: '/console/slips/print/thpt-1' },
  { who: dataOfficer.signInName, path: '/console/requests' },
  { who: dataOfficer.signInName, path: '/console/requests/new' },
  { who: dataOfficer.signInName, path: '/console/requests/ABCDE-FGH23' },
] as const;

describe.each(looks)('in $language at $view.width px, $view.scheme', ({ language, view }) => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser(view);
  });
  afterAll(() => browser.close());

  test.each([officer.signInName, dataOfficer.signInName])('the pages of %s are accessible and fit the screen', async (who) => {
    await browser.context.clearCookies();
    const page = await signedIn(browser, language, who);
    for (const { path } of pages.filter((one) => one.who === who)) {
      expect((await page.goto(`${server.url}${path}`))?.status()).toBe(200);
      if (process.env.PICTURES !== undefined)
        await page.screenshot({ path: `${process.env.PICTURES}/${path.slice(1).replaceAll('/', '-')}-${language}.png`, fullPage: true });
      await expectNoViolations(page);
      expect({ path, sideways: await scrollsSideways(page) }).toEqual({ path, sideways: false });
    }
  });
});

describe('in a browser', () => {
  let browser: TestBrowser;
  beforeEach(async () => {
    browser = await openBrowser(phone);
  });
  afterEach(() => browser.close());

  test('an organiser puts in the slips of a class, and a form with faults comes back filled in', async () => {
    const page = await signedIn(browser, 'vi', officer.signInName);
    await page.goto(`${server.url}/console/slips/10a`);
    await page.getByLabel('Số 1', { exact: true }).check();
    await page.getByLabel('Số 3', { exact: true }).check();
    await page.getByRole('button', { name: 'Ghi phiếu' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('nơi giữ phiếu');
    expect(await page.getByLabel('Số 3', { exact: true }).isChecked()).toBe(true);

    await page.getByLabel('Nơi giữ phiếu giấy').fill('Văn phòng Đoàn trường');
    await page.getByRole('button', { name: 'Ghi phiếu' }).click();

    expect(await page.getByRole('status').textContent()).toContain('Đã ghi 2 phiếu');
    const slips = await native(guardianSlips(database.db)).find({}).toArray();
    expect(slips.map(({ purposes, holder }) => ({ purposes: purposes.length, holder }))).toEqual(
      Array.from({ length: 2 }, () => ({ purposes: 4, holder: 'Văn phòng Đoàn trường' })),
    );
  });

  test('a data officer takes a request on paper and erases whoever holds the code', async () => {
    const page = await signedIn(browser, 'vi', dataOfficer.signInName);
    await page.goto(`${server.url}/console/requests/new`);
    await page.getByLabel('Yêu cầu', { exact: true }).selectOption('erase');
    await page.getByLabel('Mã của người yêu cầu').fill(codes[2] ?? '');
    await page.getByLabel('Đã kiểm tra người yêu cầu thế nào').fill('Đến trực tiếp');
    await page.getByRole('button', { name: 'Ghi yêu cầu' }).click();
    const number = page.url().split('/').at(-1) ?? '';

    await page.getByRole('button', { name: 'Xóa ngay' }).click();
    await page.getByRole('link', { name: 'Biên nhận xóa' }).click();

    await expectNoViolations(page);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(number);
    expect(await native(erasureReceipts(database.db)).countDocuments({ _id: number })).toBe(1);
    expect(await native(joinCodes(database.db)).countDocuments({ claimedBy: 'somebody' })).toBe(0);
    expect((await native(dataRequests(database.db)).findOne({ _id: number }))?.person).toBeUndefined();
  });
});
