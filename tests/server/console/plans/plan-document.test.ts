import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import { createFigures } from '../../../../server/reach/figures';
import { importPlan } from '../../../../server/reach/plan';
import { enteredFigures } from '../../../../server/storage/collections/entered-figures';
import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { readableText } from '../../../support/readable-text';
import { buildProvince } from '../../reach/support/province';
import { type Agent, clock, openConsole, signedIn, tokenIn } from '../open-console';

let database: TestDatabase;
let app: Express;
let agent: Agent;
let plan: string;
let withCommunes: string;
let withoutCalendar: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await buildProvince(database.db);
  plan = await imported('ben-tre-2021-2025');
  withCommunes = await imported('lam-dong-2021-2025');
  withoutCalendar = await imported('sample-2026-2030');
  app = await openConsole(database.db, { figures: createFigures(database.db, { now: () => clock }) });
  agent = await signedIn(app);
});
afterAll(() => database.close());

async function imported(name: string): Promise<string> {
  const text = readFileSync(join(__dirname, `../../../../content/plans/${name}.yaml`), 'utf8');
  const version = await importPlan(database.db, text, { area: '68', now: new Date('2026-01-01T00:00:00Z') });
  if ('faults' in version) throw new Error(version.faults.join('\n'));
  return `/console/plans/${encodeURIComponent(version.id)}`;
}

describe('the document of a plan', () => {
  test('shows all of its indicators, its owners of then and today, and who is missing', async () => {
    const { text } = await agent.get(`${plan}/document`).expect(200);

    expect(text.match(/aria-labelledby="line-/g)).toHaveLength(15);
    expect(text).toContain('chưa rõ cơ quan nào tiếp nhận');
    expect(text).toContain('nay là: Sở Y tế');
    expect(text).toContain('Văn bản không nêu cơ quan phụ trách.');
  });

  test('says of communes how many of how many, and by what rule', async () => {
    const page = await agent.get(`${withCommunes}/document`).expect(200);

    expect(page.text).toMatch(/0 \/ 2 đơn vị[^<]*còn thiếu 2 đơn vị · duy trì thường xuyên/);
  });

  test('shows the figure that was entered for the latest period, once it stands', async () => {
    const figure = (id: string, to: string, value: number, state: 'stands' | 'waiting') => ({
      _id: id,
      plan: 'VN-BENTRE-8430-KH-UBND-2021',
      indicator: 'BT-3.4',
      period: { id: to.slice(0, 4), type: 'year' as const, year: Number(to.slice(0, 4)), from: '2021-01-01', to },
      periodId: to.slice(0, 4),
      area: '68',
      value,
      of: 900,
      result: '',
      agency: 'Công an tỉnh',
      document: '12/BC-CAT',
      day: to,
      state,
      entered: { by: 'x', at: clock },
    });
    await enteredFigures(database.db).insertMany([
      figure('a', '2024-12-14', 410, 'stands'),
      figure('b', '2023-12-14', 320, 'stands'),
      figure('c', '2025-12-14', 777, 'waiting'),
    ]);

    const { text } = await agent.get(`${plan}/document`).expect(200);

    expect(text).toContain('410 / 900 · năm 2024, theo Công an tỉnh, 12/BC-CAT, 14/12/2024');
  });

  test('is reached from its figures', async () => {
    const { text } = await agent.get(plan).expect(200);

    expect(text).toContain(`href="${plan}/document"`);
  });
});

describe('the tasks of a plan', () => {
  const firstTask = async () => /href="([^"]*\/tasks\/[\w-]{16})"/.exec((await agent.get(`${plan}/tasks`)).text)?.[1] ?? '';

  test('keep what was said of each, the last first', async () => {
    const task = await firstTask();
    for (const [state, note] of [
      ['under_way', 'Đã có kế hoạch riêng'],
      ['done', ''],
    ] as const) {
      const csrf = tokenIn((await agent.get(task)).text);
      await agent.post(task).type('form').send({ csrf, state, note, day: '2026-11-01' }).expect(303);
    }

    const { text } = await agent.get(task);

    expect(text.indexOf('<strong>Đã xong')).toBeLessThan(text.indexOf('<strong>Đang làm'));
    expect(text).toContain('Đã có kế hoạch riêng');
    expect((await agent.get(`${plan}/tasks?state=done`)).text.match(/<article/g)).toHaveLength(1);
  });

  test.each([
    { typed: { state: 'done', day: '2026-11-23' }, fault: 'Ngày này chưa tới.' },
    { typed: { state: 'lost', day: '2026-11-01' }, fault: 'Hãy chọn hoặc điền mục này.' },
  ])('come back with “$fault”', async ({ typed, fault }) => {
    const task = await firstTask();
    const csrf = tokenIn((await agent.get(task)).text);

    const { text } = await agent
      .post(task)
      .type('form')
      .send({ csrf, ...typed })
      .expect(422);

    expect(text).toContain(fault);
  });

  test('have no states for somebody who sees a part of the plan', async () => {
    const task = await firstTask();
    await openConsole(database.db, { signInName: 'xa', area: '68001', figures: createFigures(database.db, { now: () => clock }) });
    const commune = await signedIn(app, 'xa');

    expect((await commune.get(`${plan}/tasks`).expect(200)).text).not.toContain('Đã xong');
    await commune.get(task).expect(404);
  });
});

describe('drafts of letters', () => {
  const head = {
    name: 'Sở Y tế tỉnh Bến Tre',
    symbol: '/KH-SYT',
    locality: 'Bến Tre',
    recipients: 'Như trên;\nLưu: VT.',
    position: 'Giám đốc',
  };
  const blank = { parentBody: '', number: '', authority: '', signer: '' };

  async function letter(fields: Readonly<Record<string, string>>, of = plan) {
    const csrf = tokenIn((await agent.get(`${of}/letters`).expect(200)).text);
    return agent
      .post(`${of}/letters`)
      .type('form')
      .send({ csrf, ...head, ...blank, year: '2024', kind: 'plan', ...fields })
      .responseType('blob');
  }

  test('are a yearly plan with every target of the plan and when it wants reports, as a Word draft', async () => {
    const { body, headers, status } = await letter({});
    const text = await readableText(body);

    expect([status, headers['content-disposition']]).toEqual([200, 'attachment; filename=demo-ke-hoach-2024.docx']);
    for (const said of [
      'SỞ Y TẾ TỈNH BẾN TRE',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'KẾ HOẠCH',
      'năm 2024',
      'BẢN THẢO',
      '70\u00a0%',
      'Sở LĐTBXH',
    ])
      expect(text).toContain(said);
    for (const section of ['I. MỤC ĐÍCH', 'II. CHỈ TIÊU', 'III. NHIỆM VỤ', 'IV. KINH PHÍ', 'V. TỔ CHỨC']) expect(text).toContain(section);
    expect(text).toContain('người lao động trong các khu công nghiệp');
    expect(text).not.toContain('[object');
  });

  test('and a covering letter, its subject under its number', async () => {
    const text = await readableText((await letter({ kind: 'cover', symbol: '/SYT-PCTNXH' })).body);

    expect(text).toContain('V/v triển khai thực hiện');
    expect(text).toContain('Kính gửi: [các đơn vị nhận công văn]');
    expect(text).not.toContain('II. CHỈ TIÊU');
  });

  test.each(['plan', 'cover'])('leave room for the days of reports that a plan does not say: %s', async (kind) => {
    const text = await readableText((await letter({ kind, year: '2026' }, withoutCalendar)).body);

    expect(text).toContain('[Lịch báo cáo năm 2026]');
  });

  test('come back with what is missing, and are only for the years of the plan and whoever sees all of it', async () => {
    const faulty = await letter({ symbol: 'SYT', name: '' });
    await openConsole(database.db, { signInName: 'xa', scope: { kind: 'area', id: '68001' } });
    const commune = await signedIn(app, 'xa');

    expect([faulty.status, String(faulty.body)]).toEqual([422, expect.stringContaining('id="field-symbol-fault"')]);
    expect((await letter({ year: '2030' })).status).toBe(404);
    expect((await commune.get(`${plan}/letters`)).status).toBe(404);
  });
});
