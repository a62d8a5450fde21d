import type { Express } from 'express';
import { findCampaign } from '../../../../server/campaigns/change-campaign';
import { noCounts } from '../../../../server/campaigns/model';
import { shownCounts } from '../../../../server/console/campaigns/shown-counts';
import { native } from '../../../../server/storage/collection';
import { areas } from '../../../../server/storage/collections/areas';
import { audit } from '../../../../server/storage/collections/audit';
import { campaigns } from '../../../../server/storage/collections/campaigns';
import { addAudience } from '../../../support/audience';
import { expectNoViolations, openBrowser, phone, scrollsSideways } from '../../../support/browser';
import { sampleAreas } from '../../../support/campaign-deps';
import { signInOnConsole } from '../../../support/console-visit';
import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { type Agent, officer as account, clock, keys, listen, openConsole, signedIn, tokenIn } from '../open-console';

const recipients = 1_004;
let database: TestDatabase;
let app: Express;
let officer: Agent;
let another: Agent;
let ofWard: Agent;

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  await native(areas(db)).insertMany([...sampleAreas]);
  const people = Array.from({ length: recipients }, (_, index) => ({ sender: `7${index}` }));
  const young = Array.from({ length: 3 }, (_, index) => ({ sender: `8${index}`, ageBand: 'under-16' as const }));
  const left = Array.from({ length: 20 }, (_, index) => ({ sender: `9${index}`, linked: false as const, membership: { area: 'T102' } }));
  await addAudience(db, keys, [...people, ...young, ...left], new Date(clock.getTime() - 3_600_000));
  app = await openConsole(db);
  await openConsole(db, { signInName: 'chi.lan' });
  await openConsole(db, { signInName: 'anh.tu', area: 'T102' });
  [officer, another, ofWard] = [await signedIn(app), await signedIn(app, 'chi.lan'), await signedIn(app, 'anh.tu')];
});
afterAll(() => database.close());

const asked = { name: 'Đợt tháng 11', what: 'lesson', populations: 'ip-worker', place: '', notReachedIn: '' };

async function plan(agent: Agent, typed: object) {
  const csrf = tokenIn((await agent.get('/console/campaigns/new')).text);
  return agent
    .post('/console/campaigns')
    .type('form')
    .send({ csrf, ...asked, ...typed });
}

async function act(agent: Agent, page: string, name: string): Promise<string> {
  const csrf = tokenIn((await agent.get(page)).text);
  const answer = await agent.post(`${page}/${name}`).type('form').send({ csrf }).expect(303);
  return (await agent.get(String(answer.headers.location))).text;
}

async function stateOf(page: string): Promise<string | undefined> {
  return (await findCampaign(database.db, page.split('/').at(-1) ?? ''))?.state;
}

describe('a campaign of more than a thousand', () => {
  let page = '';

  test('is planned by a form, without telling few people apart', async () => {
    const answer = await plan(officer, {});
    page = String(answer.headers.location);
    const { text } = await officer.get(page);

    expect(answer.status).toBe(303);
    expect(text).toContain('đối tượng 1.027 người, nhắn 1.004 người');
    expect(text).toMatch(/dưới 16 tuổi<\/th><td class="figure">ẩn \(nhóm nhỏ\)/);
    expect(text).toMatch(/chưa nối với [^<]*<\/th><td class="figure">ẩn \(nhóm nhỏ\)/);
    expect(text).toContain('một cán bộ khác phải duyệt');
  });

  test('starts only after a second person’s yes, and is halted and ended from its page', async () => {
    expect(await act(officer, page, 'start')).toContain('cần người thứ hai duyệt trước khi bắt đầu');
    expect(await act(officer, page, 'approve')).toContain('Người lập đợt không được tự duyệt');
    expect(await act(another, page, 'approve')).toContain('Đã duyệt.');
    expect(await act(officer, page, 'start')).toContain('Đợt đang nhắn.');
    expect(await stateOf(page)).toBe('running');
    expect((await officer.get(page)).text).toContain('Đã xong 0 %');
    expect(await act(officer, page, 'pause')).toContain('Đã tạm dừng.');
    expect(await act(officer, page, 'replan')).toContain('Đợt này đã bắt đầu');
    expect(await act(officer, page, 'resume')).toContain('Đợt nhắn tiếp.');
    expect(await act(officer, page, 'cancel')).toContain('Đã hủy');
    expect(await stateOf(page)).toBe('cancelled');
  });

  test('leaves each act in the audit once, with who did it', async () => {
    const rows = await native(audit(database.db))
      .find({ subject: page.split('/').at(-1) ?? '' })
      .sort({ _id: 1 })
      .toArray();

    expect(rows.map(({ action }) => action)).toEqual(
      ['planned', 'approved', 'started', 'paused', 'resumed', 'cancelled'].map((did) => `campaign-${did}`),
    );
    expect(new Set(rows.map(({ actor }) => actor)).size).toBe(2);
  });

  test('does not exist for an officer of a part of its people', async () => {
    await ofWard.get(page).expect(404);
    expect((await ofWard.get('/console/campaigns')).text).not.toContain('Đợt tháng 11');
    expect((await officer.get('/console/campaigns?lang=en')).text).toContain('Đợt tháng 11');
  });
});

describe('an officer of one area', () => {
  test('plans for that area without naming it', async () => {
    const page = String((await plan(ofWard, { name: 'Đợt của phường' })).headers.location);
    const campaign = await findCampaign(database.db, page.split('/').at(-1) ?? '');

    expect(campaign?.audience).toEqual({ populations: ['ip-worker'], area: 'T102' });
    expect(campaign?.plan?.people).toBe(20);
    expect(await act(ofWard, page, 'start')).toContain('Kế hoạch không nhắn được ai');
  });

  test('finds no other place', async () => {
    const answer = await plan(ofWard, { place: 'T101' });

    expect([answer.status, answer.text.includes('href="#field-place"')]).toEqual([422, true]);
  });
});

test('its pages fit a phone and are open to everybody', async () => {
  const server = await listen(app);
  const browser = await openBrowser(phone);
  const page = await browser.context.newPage();
  const expectSound = async () => {
    await expectNoViolations(page);
    expect(await scrollsSideways(page)).toBe(false);
  };
  await signInOnConsole(page, server.url, { name: account.signInName, password: account.password });
  await page.goto(`${server.url}/console/campaigns/new`);
  await expectSound();
  await page.getByLabel('Tên đợt').fill('Đợt trên điện thoại');
  await page.getByLabel('Người lao động khu công nghiệp').check();
  await page.getByLabel('Địa bàn hoặc đơn vị').fill('T101');
  await page.getByRole('button', { name: 'Lập kế hoạch' }).tap();
  await page.getByRole('heading', { name: 'Kế hoạch' }).waitFor();
  await native(campaigns(database.db)).updateOne({ name: 'Đợt trên điện thoại' }, { $set: { state: 'running', startedAt: clock } });
  await page.reload();
  await page.getByRole('heading', { name: 'Đã xong 0 %' }).waitFor();
  await expectSound();
  await browser.close();
  await server.close();
}, 60_000);

test('how many are written to is rounded down where the exact number would tell of few', () => {
  const counts = { ...noCounts(), reachable_now: 57, paid: 4 };

  expect(shownCounts({ people: 61, counts })).toMatchObject({ recipients: 60, exact: false });
  expect(shownCounts({ people: 61, counts }).rows.map(({ people }) => people)).toEqual(['withheld', 'withheld']);
});

test.each([
  { typed: { name: ' ' }, field: 'name' },
  { typed: { populations: [] }, field: 'populations' },
  { typed: { populations: ['ip-worker', 'service-worker'] }, field: 'populations' },
  { typed: { what: 'lottery' }, field: 'what' },
  { typed: { place: 'Nơi không có' }, field: 'place' },
  { typed: { notReachedIn: 'none/none' }, field: 'notReachedIn' },
])('$typed comes back with its fault, and plans nothing', async ({ typed, field }) => {
  const before = await native(campaigns(database.db)).countDocuments({});
  const answer = await plan(officer, typed);

  expect([answer.status, answer.text.includes(`href="#field-${field}"`)]).toEqual([422, true]);
  expect(await native(campaigns(database.db)).countDocuments({})).toBe(before);
});
