import type { Express } from 'express';
import supertest from 'supertest';
import { audit } from '../../../server/storage/collections/audit';
import { signInAttempts } from '../../../server/storage/collections/sign-ins';
import { staff } from '../../../server/storage/collections/staff';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { officer, openConsole, signedIn, signInForm } from './open-console';

let database: TestDatabase;
let app: Express;
beforeAll(async () => {
  database = await openTestDatabase();
  app = await openConsole(database.db);
});
afterAll(() => database.close());
beforeEach(() => signInAttempts(database.db).deleteMany({}));

const plan = '/console/plans/sample-2026';
const indicator = `${plan}/indicators/M-1.3c`;

describe('without signing in', () => {
  test.each([
    '/console',
    plan,
    `${plan}/figures.json`,
    indicator,
    `${indicator}/export.csv`,
    `${indicator}/trend.svg`,
    '/console/definitions',
  ])('%s leads to the sign-in page', async (path) => {
    const answer = await supertest(app).get(path);

    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/console/sign-in');
  });

  test('a page allows nothing inline, nothing from elsewhere and is not kept', async () => {
    const { headers } = await supertest(app).get('/console/sign-in');

    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('the sign-in form', () => {
  test('signs in with a cookie that scripts and other sites cannot use, under a new id', async () => {
    const form = await signInForm(app);

    const answer = await form.post({});

    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/console');
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    expect(cookie).toContain('Path=/console');
    expect(cookie.split(';')[0]).not.toBe(form.cookie);
  });

  test.each([
    { problem: 'a wrong password', fields: { password: 'sai mật khẩu' } },
    { problem: 'an unknown name', fields: { signInName: 'không.ai' } },
    { problem: 'an operator for a password', fields: { 'password[$ne]': 'x', password: undefined } },
    { problem: 'a name without end', fields: { signInName: 'x'.repeat(500) } },
  ])('answers $problem with the same words', async ({ fields }) => {
    const answer = await (await signInForm(app)).post(fields);

    expect(answer.status).toBe(401);
    expect(answer.text).toContain('Tên đăng nhập hoặc mật khẩu không đúng');
  });

  test.each([
    { from: 'a form without our token', fields: { csrf: 'x' }, headers: {} },
    { from: 'another site, as the browser says', fields: {}, headers: { 'Sec-Fetch-Site': 'cross-site' } },
    { from: 'another origin', fields: {}, headers: { Origin: 'https://elsewhere.example' } },
    { from: 'an origin that is hidden', fields: {}, headers: { Origin: 'null' } },
  ])('refuses $from', async ({ fields, headers }) => {
    const answer = await (await signInForm(app)).post(fields, headers);

    expect(answer.status).toBe(403);
    expect(answer.text).not.toMatch(/invalid csrf|at .*\.ts/);
  });

  test('says how long to wait after too many tries', async () => {
    for (let n = 0; n < 5; n += 1) await (await signInForm(app)).post({ password: 'sai' });

    const answer = await (await signInForm(app)).post({});

    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('a body too large is refused kindly', async () => {
    const answer = await (await signInForm(app)).post({ password: 'x'.repeat(20_000) });

    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Không mở được trang này');
  });
});

describe('a sign-in', () => {
  test('ends by signing out', async () => {
    const agent = await signedIn(app);
    const page = await agent.get('/console');
    await agent
      .post('/console/sign-out')
      .type('form')
      .send({ csrf: tokenIn(page.text) });

    const answer = await agent.get('/console');

    expect(answer.status).toBe(303);
  });

  test('ends after half a day', async () => {
    let hours = 0;
    const later = await openConsole(database.db, { now: () => new Date(Date.UTC(2026, 10, 22, 3 + hours)) });
    const agent = await signedIn(later);

    hours = 13;
    const answer = await agent.get('/console');

    expect(answer.headers.location).toBe('/console/sign-in?because=ended');
  });

  test('ends at once when the account is disabled', async () => {
    const agent = await signedIn(app);

    await staff(database.db).updateOne({ signInName: officer.signInName }, { $set: { disabledAt: new Date() } });
    const answer = await agent.get('/console');
    await staff(database.db).updateOne({ signInName: officer.signInName }, { $set: { disabledAt: null } });

    expect(answer.status).toBe(303);
  });

  test('and a refused one leave a row in the audit, without what was typed', async () => {
    await audit(database.db).deleteMany({});
    await (await signInForm(app)).post({ signInName: 'gõ nhầm mật khẩu vào đây' });
    await signedIn(app);

    const rows = await audit(database.db).find({}).sort({ _id: 1 }).lean();

    expect(rows.map(({ action }) => action)).toEqual(['sign-in-failed', 'signed-in']);
    expect(JSON.stringify(rows)).not.toContain('gõ nhầm');
  });
});

function tokenIn(html: string): string {
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
}
