import type { Express } from 'express';
import type supertest from 'supertest';
import { createFigures } from '../../../server/reach/figures';
import { createStaffMember } from '../../../server/staff/create-staff-member';
import type { Role } from '../../../server/staff/roles';
import type { Scope } from '../../../server/staff/scope';
import { audit } from '../../../server/storage/collections/audit';
import { denominators } from '../../../server/storage/collections/denominators';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince } from '../reach/support/province';
import { type Agent, clock, officer, openConsole, signedIn, tokenIn } from './open-console';

const figure = {
  place: 'S1',
  population: 'upper-secondary',
  people: '1.234',
  asOf: '2026-09-15',
  issuer: 'Sở GD&ĐT',
  document: '12/BC',
  method: 'sĩ số',
} as const;
const pdf = Buffer.from('%PDF-1.4 văn bản');

let database: TestDatabase;
let app: Express;
let plan: string;
let writer: Agent;
let second: Agent;
let school: Agent;

beforeAll(async () => {
  database = await openTestDatabase();
  plan = (await buildProvince(database.db)).plan.split('@')[0] ?? '';
  app = await openConsole(database.db, { figures: createFigures(database.db, { now: () => clock }) });
  writer = await signedIn(app);
  second = await another('second', 'officer', { kind: 'everything' });
  school = await another('school', 'organiser', { kind: 'organisation', id: 'S1' });
});
afterAll(() => database.close());

async function another(signInName: string, role: Role, scope: Scope): Promise<Agent> {
  await createStaffMember(database.db, { ...officer, name: signInName, signInName, role, scope }, clock);
  return signedIn(app, signInName);
}

async function tokenOf(agent: Agent): Promise<string> {
  return tokenIn((await agent.get('/console/account')).text);
}

async function post(agent: Agent, path: string, fields: Readonly<Record<string, string>> = {}): Promise<supertest.Response> {
  return agent
    .post(path)
    .type('form')
    .send({ csrf: await tokenOf(agent), ...fields });
}

async function enter(fields: Readonly<Record<string, string>>, paper?: Buffer): Promise<supertest.Response> {
  const request = writer
    .post('/console/denominators')
    .field('csrf', await tokenOf(writer))
    .field(fields);
  return paper === undefined ? request : request.attach('paper', paper, 'van-ban.pdf');
}

describe('the register of denominators', () => {
  test('takes a figure with its scan, shows it to another person and counts it once they approve', async () => {
    const entered = await enter(figure, pdf);
    const address = String(entered.headers.location).split('?')[0] ?? '';
    const page = await second.get(address);
    const paper = /papers\/[\w-]+/.exec(page.text)?.[0] ?? '';
    const scan = await second.get(`/console/denominators/${paper}`).responseType('blob');
    const own = await post(writer, '/console/denominators/approve', { proposal: address.split('/').at(-1) ?? '' });
    await post(second, '/console/denominators/approve', { proposal: address.split('/').at(-1) ?? '' });

    expect([entered.status, page.text.includes('1.234'), scan.body]).toEqual([303, true, pdf]);
    expect(String(own.headers.location)).toContain('done=none');
    expect(await denominators(database.db).find().lean()).toMatchObject([{ node: 'S1', people: 1234, approver: 'second' }]);
    expect(
      await audit(database.db).countDocuments({ action: { $in: ['denominator-entered', 'paper-read', 'denominator-approved'] } }),
    ).toBe(3);
  });

  test.each([
    { wrong: { people: 'nhiều' }, fault: 'Hãy ghi một số nguyên' },
    { wrong: { place: 'Nơi nào đó' }, fault: 'Không tìm thấy nơi này' },
    { wrong: { asOf: '2027-01-01' }, fault: 'chưa đến' },
    { wrong: { population: 'ip-worker' }, fault: 'không có nhóm người đó' },
  ])('gives a form back with $fault, as it was typed', async ({ wrong, fault }) => {
    const answer = await enter({ ...figure, document: 'văn bản đã gõ', ...wrong });

    expect([answer.status, answer.text.includes(fault), answer.text.includes('văn bản đã gõ')]).toEqual([422, true, true]);
  });

  test('takes no file about service workers', async () => {
    const answer = await enter({ ...figure, place: '68001', population: 'service-worker' }, pdf);

    expect([answer.status, answer.text.includes('Không đính kèm tệp')]).toEqual([422, true]);
  });
});

describe('units’ returns', () => {
  const period = () => `/console/returns/periods/${encodeURIComponent(plan)}/2026`;
  const values = { meetings: '2', attendances: '150', leaflets: '10', panels: '0', articles: '0', airMinutes: '0', spent: '0' };

  test('are asked for, sent by the school, accepted by the office, and seen in the sums', async () => {
    await post(writer, `${period()}/ask`, { units: 'organisations', due: '2026-12-07' });
    const list = await school.get(period());
    const [unit = ''] = /\/console\/returns\/units\/[\w-]+/.exec(list.text) ?? [];
    const form = await school.get(`${period()}/form.xlsx`).responseType('blob');
    const faulty = await post(school, unit, { ...values, leaflets: '' });
    const sent = await post(school, unit, values);
    const accepted = await post(second, `${unit}/accept`);
    const reminder = await writer.get(`${period()}/reminder`);
    const outputs = await writer.get('/console/outputs?from=2025-12-15&to=2026-12-14');

    expect([list.text.includes('Trường 2'), form.body.subarray(0, 2).toString(), faulty.status]).toEqual([false, 'PK', 422]);
    expect([sent.headers.location, accepted.headers.location]).toEqual([`${unit}?done=sent`, `${unit}?done=accepted`]);
    expect([reminder.text.includes('Trường 2'), reminder.text.includes('1. Trường 1')]).toEqual([true, false]);
    expect(outputs.text).toContain('1 phiếu đã nhận');
  });

  test('are collected by whoever sees the whole plan only', async () => {
    const answers = [await school.get(`${period()}/ask`), await school.get(`${period()}/reminder`), await school.get('/console/entered')];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});

test('outputs are entered for one’s own place only, and withdrawn with a reason', async () => {
  const given = { kind: 'leaflets', amount: '70', day: '2026-11-01', title: 'tờ rơi', document: 'HĐ 7' };
  const foreign = await post(school, '/console/outputs', { ...given, place: 'S2' });
  const own = await post(school, '/console/outputs', { ...given, place: 'S1' });
  const [withdraw = ''] = /\/console\/outputs\/[\w]+\/withdraw/.exec((await school.get('/console/outputs')).text) ?? [];
  await post(school, withdraw, { note: 'nhầm số' });

  expect([foreign.status, own.status]).toEqual([422, 303]);
  expect((await school.get('/console/outputs')).text).toContain('Đã rút: nhầm số');
});
