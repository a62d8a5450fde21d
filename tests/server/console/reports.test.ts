import type { Express } from 'express';
import type supertest from 'supertest';
import { createFigures } from '../../../server/reach/figures';
import { createLedger } from '../../../server/reach/ledger';
import { createStaffMember } from '../../../server/staff/create-staff-member';
import type { Role } from '../../../server/staff/roles';
import type { Scope } from '../../../server/staff/scope';
import { native } from '../../../server/storage/collection';
import { audit } from '../../../server/storage/collections/audit';
import { denominators } from '../../../server/storage/collections/denominators';
import { reports } from '../../../server/storage/collections/reports';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { zipEntry } from '../../support/zip-entry';
import { buildProvince, denominator, lessonBy } from '../reach/support/province';
import { type Agent, clock, officer, openConsole, signedIn, tokenIn } from './open-console';

const head = {
  parentBody: 'UBND tỉnh Mẫu',
  name: 'Sở Y tế',
  symbol: '/BC-SYT',
  number: '',
  locality: 'Đà Lạt',
  recipients: 'UBND tỉnh (báo cáo);\r\nLưu: VT.',
  authority: '',
  position: 'Giám đốc',
  signer: '',
} as const;

let database: TestDatabase;
let app: Express;
let plan: string;
let writer: Agent;
let checker: Agent;
let signer: Agent;

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  plan = (await buildProvince(db)).plan;
  await denominators(db).insertMany([
    ...['S1', 'S2', 'S3', 'S4'].map((school) => denominator('organisation', school, 'upper-secondary', 50)),
    denominator('area', '68', 'vocational', 10),
    denominator('area', '68', 'higher-education', 20),
  ]);
  const lessons = Array.from({ length: 40 }, (_, n) =>
    lessonBy(db, `S1-${n}`, '2026-11-20T04:00:00Z', { organisation: 'S1', area: '68001' }),
  );
  await createLedger(db, { now: () => clock }).append((await Promise.all(lessons)).flat());
  app = await openConsole(db, { figures: createFigures(db, { now: () => clock }) });
  writer = await signedIn(app);
  checker = await another('checker');
  signer = await another('signer');
});
afterAll(() => database.close());

async function another(signInName: string, role: Role = 'officer', scope: Scope = { kind: 'everything' }): Promise<Agent> {
  await createStaffMember(database.db, { ...officer, name: signInName, signInName, role, scope }, clock);
  return signedIn(app, signInName);
}

async function post(agent: Agent, path: string, fields: Readonly<Record<string, string>> = {}): Promise<supertest.Response> {
  const page = await agent.get('/console/reports');
  return agent
    .post(path)
    .type('form')
    .send({ csrf: tokenIn(page.text), ...fields });
}

async function begun(): Promise<string> {
  const answer = await post(writer, '/console/reports', { plan, period: '2026', ...head });
  expect(answer.status).toBe(303);
  return String(answer.headers.location).split('?')[0] ?? '';
}

describe('the reports of a plan', () => {
  test('list the periods that have begun, and begin with the form', async () => {
    const list = await writer.get('/console/reports');
    const form = await writer.get(`/console/reports/new?plan=${encodeURIComponent(plan)}&period=2026`);

    expect(list.text).toContain('năm 2026');
    expect([form.status, form.text.includes('Cơ quan báo cáo')]).toEqual([200, true]);
  });

  test('written, checked and signed by three people, the files say what the screen says', async () => {
    const path = await begun();
    await post(writer, `${path}/edit`, { block: 'proposals.text', text: 'Đề nghị bổ sung kinh phí.' });
    await post(checker, `${path}/check`);
    const signed = await post(signer, `${path}/sign-off`);

    const page = await writer.get(path);
    const word = await writer.get(`${path}/report.docx`).responseType('blob');
    const excel = await writer.get(`${path}/report.xlsx`).responseType('blob');
    const pdf = await writer.get(`${path}/report.pdf`).responseType('blob');
    const body = (await zipEntry(word.body, 'word/document.xml')).replace(/<[^>]+>/g, '');

    expect(String(signed.headers.location)).toContain('changed=done');
    expect(page.text).toContain('Nội dung khớp với bản đã ký duyệt');
    const sentence = /Tính đến hết ngày [^<]*40 trên 230 người[^<]*/.exec(page.text)?.[0] ?? 'no sentence on the page';
    expect(body).toContain(sentence);
    expect(body).toContain('Đề nghị bổ sung kinh phí.');
    expect(body).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(await zipEntry(excel.body, 'xl/workbook.xml')).toContain('Tổng hợp');
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('what its writer may not do is told on the page', async () => {
    const path = await begun();

    const refused = await post(writer, `${path}/check`);
    const page = await writer.get(String(refused.headers.location));

    expect(page.text).toContain('Người soạn không tự kiểm tra');
  });

  test('a form with faults comes back filled in, and nothing is stored', async () => {
    const before = await reports(database.db).countDocuments({});

    const answer = await post(writer, '/console/reports', { plan, period: '2026', ...head, symbol: 'BC', name: '' });

    expect([answer.status, answer.text.includes('Ký hiệu bắt đầu'), answer.text.includes('value="BC"')]).toEqual([422, true, true]);
    expect(await reports(database.db).countDocuments({})).toBe(before);
  });

  test('a draft says that it is one, and every download is written down', async () => {
    const path = await begun();

    const word = await writer.get(`${path}/report.docx`).responseType('blob');

    expect(await zipEntry(word.body, 'word/header1.xml')).toContain('BẢN THẢO');
    const subject = `${path.split('/').pop()} docx`;
    expect(await native(audit(database.db)).countDocuments({ action: 'report-downloaded', subject })).toBe(1);
  });

  test.each<{ who: string; role: Role; scope: Scope }>([
    { who: 'an organiser of a school', role: 'organiser', scope: { kind: 'organisation', id: 'S1' } },
    { who: 'an officer of one commune', role: 'officer', scope: { kind: 'area', id: '68001' } },
    { who: 'somebody who only looks', role: 'viewer', scope: { kind: 'everything' } },
  ])('$who sees none of it', async ({ who, role, scope }) => {
    const path = await begun();
    const stranger = await another(who, role, scope);

    const answers = await Promise.all(['', '/report.docx', '/report.pdf', '/report.xlsx'].map((rest) => stranger.get(`${path}${rest}`)));

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });
});
