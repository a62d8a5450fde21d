import type { Express } from 'express';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { type Agent, openConsole, signedIn } from './open-console';
import { sampleFigures, samplePlans } from './sample-figures';

let database: TestDatabase;
let app: Express;
let agent: Agent;
beforeAll(async () => {
  database = await openTestDatabase();
  app = await openConsole(database.db);
  agent = await signedIn(app);
});
afterAll(() => database.close());

const plan = '/console/plans/sample-2026';
const indicator = `${plan}/indicators/M-1.3c`;

describe('the overview', () => {
  test('opens on the plan under way, with the closed one beside it', async () => {
    const { text } = await agent.get('/console');

    expect(text).toContain(`<h1>${samplePlans[0]?.title}</h1>`);
    expect(text).toContain('Kế hoạch mẫu');
    expect(text).toContain('Đã kết thúc');
  });

  test.each([
    { shows: 'the share with one decimal, rounded down', words: '70,1\u00a0%' },
    { shows: 'people and denominator', words: '2.104 / 3.000 người' },
    { shows: 'the target as the plan wrote it', words: 'Chỉ tiêu: trên 60%' },
    { shows: 'the verdict in words', words: 'Đạt' },
    { shows: 'attendances beside people', words: '6.319' },
    { shows: 'who issued the denominator and when', words: 'Công văn 2189/SGDĐT, Sở Giáo dục và Đào tạo, số liệu ngày 05/09/2026' },
    { shows: 'that a denominator is not complete', words: 'Mẫu số chưa đủ' },
    { shows: 'where the denominator is missing', words: 'KCN Lộc Sơn, KCN Phú Hội, KCN Phú Bình và 2 nơi khác' },
    { shows: 'that a small group is hidden', words: 'Đã ẩn (nhóm nhỏ)' },
    { shows: 'how coarse service-worker figures are', words: 'làm tròn xuống đến bội số của 5' },
    { shows: 'when it was updated, in Vietnam', words: 'Cập nhật: 08:59:07, 22/11/2026' },
    { shows: 'that it is a demonstration', words: 'Bản trình diễn' },
  ])('shows $shows', async ({ words }) => {
    const { text } = await agent.get(plan);

    expect(text).toContain(words);
  });

  test('shows no percentage where the denominator is incomplete', async () => {
    const [, ipWorker] = await sampleFigures().planFigures({
      plan: 'sample-2026',
      node: { kind: 'plan', id: '' },
      reading: 'C',
      cutOff: '',
    });
    const only = await openConsole(database.db, {
      figures: sampleFigures({ planFigures: async () => (ipWorker ? [ipWorker] : []), breakdown: async () => [] }),
    });

    const { text } = await (await signedIn(only)).get(plan);

    expect(text.replace('trên 60%', '')).not.toMatch(/\d\s?%/);
  });

  test('speaks English when asked and remembers it', async () => {
    const reader = await signedIn(app);
    await reader.get('/console?lang=en');

    const { text } = await reader.get(plan);

    expect(text).toContain('<html lang="en">');
    expect(text).toContain('2,104 of 3,000 people');
  });

  test('gives its figures as JSON for the open page', async () => {
    const { body } = await agent.get(`${plan}/figures.json`);

    expect(body.figures[0]).toMatchObject({ indicator: 'M-1.3c', low: 2104, denominator: 3000, tenthsOfPercent: 701, met: true });
    expect(body.figures[2]).toMatchObject({ suppressed: true });
    expect(body.figures[2]).not.toHaveProperty('low');
  });

  test('without any plan says what to do', async () => {
    const empty = await openConsole(database.db, { figures: sampleFigures({ planList: async () => [] }) });

    const answer = await (await signedIn(empty)).get('/console');

    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Chưa có kế hoạch nào');
  });
});

describe('what does not exist', () => {
  test.each([
    '/console/nothing',
    '/console/plans/other',
    `${plan}/indicators/other`,
    `${plan}?node=area:99999`,
    `${indicator}?node=organisation:other`,
    '/console/plans/%00',
    '/console/plans/__proto__',
  ])('%s is not found', async (path) => {
    const answer = await agent.get(path);

    expect(answer.status).toBe(404);
    expect(answer.text).toContain('Không có trang này');
  });

  test.each(['/console/plans/%E0%A4%A', `${indicator}?cutOff=2026-13-45&reading=X&by[$ne]=1&sort=__proto__&order=1`])(
    '%s never shows the inside',
    async (path) => {
      const answer = await agent.get(path);

      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toMatch(/Error:|node_modules/);
    },
  );

  test('a failure of the figures is told to the log and not to the reader', async () => {
    const told: unknown[] = [];
    const figures = sampleFigures({ planFigures: () => Promise.reject(new Error('connection to 10.1.2.3 lost')) });
    const broken = await openConsole(database.db, { figures, onError: (error) => told.push(error) });

    const answer = await (await signedIn(broken)).get(plan);

    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('10.1.2.3');
    expect(told).toHaveLength(1);
  });
});
