import type { Express } from 'express';
import { Secret, TOTP } from 'otpauth';
import supertest from 'supertest';
import { audit } from '../../../server/storage/collections/audit';
import { signInAttempts, signIns } from '../../../server/storage/collections/sign-ins';
import { staff } from '../../../server/storage/collections/staff';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { type Agent, clock, officer, openConsole, signInForm, tokenIn } from './open-console';

let database: TestDatabase;
let app: Express;
let ahead = 0;
beforeAll(async () => {
  database = await openTestDatabase();
  app = await openConsole(database.db, { demo: false, now: () => new Date(clock.getTime() + ahead) });
});
afterAll(() => database.close());
beforeEach(async () => {
  ahead = 0;
  await signInAttempts(database.db).deleteMany({});
  await staff(database.db).updateOne({ signInName: officer.signInName }, { $set: { secondFactor: null, lockedUntil: null } });
});

describe('an officer without a second factor', () => {
  test('reaches after the password only the page that sets one up', async () => {
    const agent = supertest.agent(app);
    const answer = await (await signInForm(app, agent)).post({});

    expect(answer.headers.location).toBe('/console/sign-in/set-up');
    for (const path of ['/console', '/console/account', '/console/account/recovery-codes', '/console/definitions'])
      expect([path, (await agent.get(path)).headers.location]).toEqual([path, '/console/sign-in']);
  });

  test('sets it up with a first code, is signed in under a new id and told ten recovery codes once', async () => {
    const { agent, secret } = await begin();
    const before = (await agent.get('/console/sign-in/set-up')).headers['set-cookie'];

    const wrong = await post(agent, '/console/sign-in/set-up', { code: '000000' });
    const right = await post(agent, '/console/sign-in/set-up', { code: codeOf(secret) });
    const first = await agent.get('/console/account/recovery-codes');
    const again = await agent.get('/console/account/recovery-codes');

    expect([wrong.status, right.status, right.headers.location]).toEqual([401, 303, '/console/account/recovery-codes']);
    expect(String(right.headers['set-cookie']).split(';')[0]).not.toBe(String(before).split(';')[0]);
    expect(codesOn(first.text)).toHaveLength(10);
    expect(codesOn(again.text)).toEqual([]);
    expect((await agent.get('/console')).status).toBe(200);
  });

  test('leaves neither secret nor recovery code readable in the store', async () => {
    const { secret, codes } = await setUp();

    const rows = JSON.stringify([await staff(database.db).find({}).lean(), await signIns(database.db).find({}).lean()]);

    for (const word of [secret, ...codes, ...codes.map((code) => code.replace('-', ''))]) expect(rows).not.toContain(word);
  });
});

describe('the second step', () => {
  test.each([
    { typed: 'the code of now', at: 0, status: 303 },
    { typed: 'the code of half a minute ago', at: -30, status: 303 },
    { typed: 'the code of half a minute ahead', at: 30, status: 303 },
    { typed: 'the code of a minute ago', at: -60, status: 401 },
    { typed: 'the code of a minute ahead', at: 60, status: 401 },
  ])('with $typed: $status', async ({ at, status }) => {
    const { secret } = await setUp();
    ahead = 5 * 60_000;

    const answer = await post(await afterPassword(), '/console/sign-in/second-step', { code: codeOf(secret, at) });

    expect(answer.status).toBe(status);
  });

  test('takes a code once, even when it is typed twice at the same moment', async () => {
    const { secret } = await setUp();
    ahead = 60_000;
    const agents = [await afterPassword(), await afterPassword()];

    const answers = await Promise.all(agents.map((agent) => post(agent, '/console/sign-in/second-step', { code: codeOf(secret) })));

    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401]);
  });

  test('takes each recovery code once, however it is written, and says how many are left', async () => {
    const { codes } = await setUp();
    const [code = ''] = codes;

    const first = await post(await afterPassword(), '/console/sign-in/second-step', { code: ` ${code.toUpperCase().replace('-', ' ')} ` });
    const second = await post(await afterPassword(), '/console/sign-in/second-step', { code });

    expect([first.status, first.headers.location, second.status]).toEqual([303, '/console/account?done=recovery-used-9', 401]);
  });

  test('cannot be gone round by setting up another factor with the password alone', async () => {
    await setUp();
    const agent = await afterPassword();

    const page = await agent.get('/console/sign-in/set-up');
    const answer = await post(agent, '/console/sign-in/set-up', { code: '123456' }, '/console/sign-in/second-step');

    expect([page.headers.location, answer.headers.location]).toEqual(['/console/sign-in/second-step', '/console/sign-in/second-step']);
  });

  test('ends ten minutes after the password', async () => {
    const { secret } = await setUp();
    const agent = await afterPassword();
    const page = await agent.get('/console/sign-in/second-step');

    ahead = 11 * 60_000;
    const answer = await agent
      .post('/console/sign-in/second-step')
      .type('form')
      .send({ csrf: tokenIn(page.text), code: codeOf(secret) });

    expect(answer.headers.location).toBe('/console/sign-in?because=ended');
  });

  test('waits after five wrong codes, and locks the account after twenty, which the administrators are told', async () => {
    const { secret } = await setUp();
    const agent = await afterPassword();
    const guess = (code: string) => post(agent, '/console/sign-in/second-step', { code });
    for (let n = 0; n < 5; n += 1) await guess('000000');
    ahead = 60_000;
    const soon = await guess(codeOf(secret));
    for (let n = 0; n < 15; n += 1) await guess('000000');

    const row = await staff(database.db).findOne({ signInName: officer.signInName }).lean();
    const told = await audit(database.db).findOne({ action: 'staff-locked' }).lean();

    expect(soon.status).toBe(429);
    expect(row?.lockedUntil?.getTime()).toBeGreaterThan(clock.getTime() + 3600_000);
    expect([told?.actor, told?.subject]).toEqual([row?._id, 'second-factor']);
  });
});

async function begin() {
  const agent = supertest.agent(app);
  await (await signInForm(app, agent)).post({});
  const page = await agent.get('/console/sign-in/set-up');
  const secret = (/<code class="secret">([^<]+)/.exec(page.text)?.[1] ?? '').replaceAll(' ', '');
  return { agent, secret };
}

async function setUp() {
  const { agent, secret } = await begin();
  await post(agent, '/console/sign-in/set-up', { code: codeOf(secret) });
  return { agent, secret, codes: codesOn((await agent.get('/console/account/recovery-codes')).text) };
}

async function afterPassword(): Promise<Agent> {
  const agent = supertest.agent(app);
  const answer = await (await signInForm(app, agent)).post({});
  expect(answer.headers.location).toBe('/console/sign-in/second-step');
  return agent;
}

async function post(agent: Agent, path: string, fields: Readonly<Record<string, string>>, page = path) {
  const csrf = tokenIn((await agent.get(page)).text);
  return agent
    .post(path)
    .type('form')
    .send({ csrf, ...fields });
}

function codeOf(secret: string, seconds = 0): string {
  const timestamp = clock.getTime() + ahead + seconds * 1000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

function codesOn(html: string): readonly string[] {
  return [...html.matchAll(/<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/g)].map(([, code = '']) => code);
}
