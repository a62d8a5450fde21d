import { parse } from 'csv-parse/sync';
import type { Express } from 'express';
import { countLessons } from '../../../server/lessons/count-lessons';
import { native } from '../../../server/storage/collection';
import { attempts } from '../../../server/storage/collections/attempts';
import { audit } from '../../../server/storage/collections/audit';
import { lessons } from '../../../server/storage/collections/lessons';
import { desktop, expectNoViolations, openBrowser, phone, scrollsSideways } from '../../support/browser';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { courses, crowd, lesson } from '../lessons/taken-lessons';
import { clock, listen, officer, openConsole, signedIn } from './open-console';

let database: TestDatabase;
let app: Express;
beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  await native(lessons(db)).insertMany(
    [
      { ...lesson('v1', 'thpt'), at: '2026-01-05T00:00:00Z' },
      { ...lesson('v2', 'thpt'), at: '2026-06-05T00:00:00Z' },
    ].map(({ at, ...one }) => ({ _id: one.version, lesson: one, publishedAt: new Date(at) })),
  );
  await native(attempts(db)).insertMany([
    ...crowd('a', 40, ['A', 'B', 'AB']),
    ...crowd('b', 20, ['C', 'B', 'A']),
    ...crowd('c', 12, ['A']),
    ...crowd('d', 31, ['A', 'B', 'AB'], { version: 'v2' }),
    ...crowd('e', 4, ['A', 'C', 'AB'], { version: 'v2' }),
  ]);
  await countLessons({ db, courses, now: () => clock });
  app = await openConsole(db);
  for (const [signInName, options] of [
    ['author', { role: 'content-author' }],
    ['commune', { scope: { kind: 'area', id: '68001' } }],
  ] as const)
    await openConsole(db, { signInName, ...options });
});
afterAll(() => database.close());

const one = '/console/lessons/key-thpt';
const textsOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the lesson pages', () => {
  test('list each version with who began and who finished', async () => {
    const text = textsOf((await (await signedIn(app)).get('/console/lessons')).text);

    expect(text).toContain('thpt-1: Bài thử Học sinh Đăng ngày 05/01/2026, tiếng Việt (v1) 72 60 83,3 % Câu 1: 66,6 % đúng');
    expect(text).toContain('Đăng ngày 05/06/2026, tiếng Việt (v2) 35 35 100,0 %');
  });

  test('show of one version where people stop, how hard a question is and what was chosen', async () => {
    const text = textsOf((await (await signedIn(app)).get(`${one}?version=v1`)).text);

    expect(text).toContain('Nhiều người dừng nhất ở câu 2: 12 người chưa trả lời câu này.');
    expect(text).toContain('66,6 % trong 60 người trả lời đúng: độ khó vừa phải (tính ngày 22/11/2026). Độ phân biệt 1,00: phân biệt tốt.');
    expect(text).toContain('A. phương án A (đáp án đúng) 40 66,6 %');
    expect(text).toContain('C. phương án C 20 33,3 %');
    expect(text).toContain('Chương trình không lưu việc người học dừng ở tin nhắn nào');
  });

  test('show the newest version without being asked, its small groups withheld', async () => {
    const text = textsOf((await (await signedIn(app)).get(one)).text);

    expect(text).toContain('B. phương án B (đáp án đúng) Đã ẩn (nhóm nhỏ) – C. phương án C Đã ẩn (nhóm nhỏ)');
  });

  test('give files that say what the pages say, and the file is written down', async () => {
    const agent = await signedIn(app);
    const file = await agent.get(`${one}/export.csv?version=v1`);
    const list = await agent.get('/console/lessons/export.csv?course=thpt');
    const rows: string[][] = parse(file.text, { bom: true, from_line: 2 });

    expect(rows[2]?.slice(3)).toEqual([
      ...['72', '60', '2026-11-22', '1', 'Câu 1', '0', 'C. phương án C', 'không', '20', '66,6\u00a0%', '1,00', '60', '2026-11-22'],
    ]);
    expect(parse(list.text, { bom: true })).toHaveLength(3);
    expect((await native(audit(database.db)).find({ action: 'exported' }).toArray()).map(({ subject }) => subject).sort()).toEqual([
      'lesson thpt-1 v1 first',
      'lessons thpt first',
    ]);
  });

  test('are for authors too, and not for whom sees a part of the province', async () => {
    const author = await signedIn(app, 'author');
    const commune = await signedIn(app, 'commune');
    const status = async (agent: typeof author, path: string) => (await agent.get(path)).status;

    expect(await Promise.all(['/console/lessons', one].map((path) => status(author, path)))).toEqual([200, 200]);
    expect(
      await Promise.all(['/console/lessons', '/console/lessons/export.csv', one, `${one}/export.csv`].map((path) => status(commune, path))),
    ).toEqual([404, 404, 404, 404]);
    expect((await commune.get('/console')).text).not.toContain('href="/console/lessons"');
  });

  test.each([
    { view: { ...phone, scheme: 'light' as const }, language: 'vi' },
    { view: { ...desktop, scheme: 'dark' as const }, language: 'en' },
  ])('are accessible and fit, on screen and paper: $language', async ({ view, language }) => {
    const server = await listen(app);
    const browser = await openBrowser(view);
    const page = await browser.context.newPage();
    await page.goto(`${server.url}/console/sign-in?lang=${language}`);
    await page.fill('input[name=signInName]', officer.signInName);
    await page.fill('input[name=password]', officer.password);
    await page.click('main button[type=submit]');
    for (const path of ['/console/lessons', `${one}?version=v1`]) {
      await page.goto(server.url + path);
      await expectNoViolations(page);
      expect([path, await scrollsSideways(page)]).toEqual([path, false]);
      await page.emulateMedia({ media: 'print' });
      await expectNoViolations(page);
      expect([path, await page.getByRole('form').count()]).toEqual([path, 0]);
      await page.emulateMedia({ media: null });
    }
    await browser.close();
    await server.close();
  });
});
