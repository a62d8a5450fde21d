import { parse } from 'csv-parse/sync';
import type { Express } from 'express';
import { native } from '../../../server/storage/collection';
import { audit } from '../../../server/storage/collections/audit';
import { denominators } from '../../../server/storage/collections/denominators';
import { evidenceQueries } from '../../../server/storage/collections/evidence-queries';
import { meetings } from '../../../server/storage/collections/meetings';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince, denominator } from '../reach/support/province';
import { type Agent, clock, openConsole, signedIn, tokenIn } from './open-console';
import { sampleFigures } from './sample-figures';

let database: TestDatabase;
let app: Express;
let agent: Agent;

beforeAll(async () => {
  database = await openTestDatabase();
  await buildProvince(database.db);
  const figures = sampleFigures({
    planFigures: async (query) => {
      const all = await sampleFigures().planFigures(query);
      return all.map((figure, n) => (n > 0 ? figure : { ...figure, beyond: [{ organisation: 'S4', people: 480 }] }));
    },
  });
  app = await openConsole(database.db, { figures });
  for (const [name, scope] of [
    ['area', { kind: 'area', id: '68001' }],
    ['school', { kind: 'organisation', id: 'S1' }],
  ] as const)
    await openConsole(database.db, { signInName: name, scope });
  agent = await signedIn(app);
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const rows of [evidenceQueries, denominators, meetings])
    await native<Record<string, unknown>>(rows(database.db) as never).deleteMany({});
  const said = { population: 'upper-secondary', rows: [], raisedAt: clock, day: '2026-11-20' } as const;
  await native(evidenceQueries(database.db)).insertMany([
    { _id: 'q1', kind: 'burst', people: 25, organisation: 'S1', area: '68001', ...said },
    { _id: 'q2', kind: 'too-fast', people: 3, organisation: 'S3', area: '68002', ...said },
    {
      _id: 'q3',
      kind: 'same-answers',
      people: 11,
      organisation: 'S2',
      area: '68001',
      ...said,
      clearedAt: clock,
      clearedBy: 'x',
      reason: 'y',
    },
  ]);
  await native(denominators(database.db)).insertOne({
    ...denominator('organisation', 'S2', 'upper-secondary', 600),
    asOf: '2025-09-15',
    area: '68001',
  });
  await native(meetings(database.db)).insertOne({
    ...{ _id: 'm1', organisation: 'S1', organisations: ['S1'], groups: [], area: '68001', title: 't', place: 'p', speaker: '', people: 40 },
    ...{ startsAt: new Date('2026-11-01T01:00:00Z'), minutes: 45, parts: ['law'], planned: { by: 'a', at: clock } },
    shares: [{ organisation: 'S1', name: 'Trường 1', area: '68001', population: 'upper-secondary', headcount: 40 }],
    queries: [{ kind: 'same-headcount', fact: 'S1 upper-secondary 40', raisedAt: clock }],
  });
});

/** Kind, place, population, people, day and state of each row, as text. */
function shown(html: string): readonly (readonly string[])[] {
  const body = /<table class="quality">.*?<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? '';
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)]
      .slice(0, 6)
      .map(([, cell = '']) => (cell.split('<br')[0] ?? '').replace(/<[^>]+>/g, '')),
  );
}

function exported(text: string): readonly (readonly string[])[] {
  const rows: string[][] = parse(text, { bom: true, from_line: 2 });
  return rows.map(([kind = '', place = '', , ...rest]) => [kind, place, ...rest.slice(0, 4)]);
}

describe('the page of what does not look right', () => {
  test('has queries about lessons and meetings, stale denominators and what is beyond them, small numbers withheld', async () => {
    const { text } = await agent.get('/console/quality');

    expect(shown(text)).toEqual([
      ['Vượt mẫu số', 'Trường 4', '', '480', '22/11/2026', 'Đang mở'],
      ['Nhiều người trên một máy', 'Trường 1', 'Học sinh THPT', '25', '20/11/2026', 'Đang mở'],
      ['Trả lời nhanh hơn đọc', 'Trường 3', 'Học sinh THPT', '1–9', '20/11/2026', 'Đang mở'],
      ['Số người giống hệt tháng liền kề', 'Trường 1', '', '40', '01/11/2026', 'Đang mở'],
      ['Mẫu số đã cũ', 'Trường 2', 'Học sinh THPT', '600', '15/09/2025', 'Đang mở'],
    ]);
    expect(text).toContain('/console/meetings/m1');
    expect(text).toContain('/console/denominators/new?place=S2');
  });

  test.each(['', '?kind=burst', '?state=all', '?state=cleared', '?q=truong%203', '?kind=stale&state=all&lang=en'])(
    'gives a file with the rows of the screen: %s',
    async (query) => {
      const reader = await signedIn(app);
      const { text } = await reader.get(`/console/quality${query}`);
      const file = await reader.get(`/console/quality/export.csv${query}`);

      expect(shown(text).length).toBeGreaterThan(0);
      expect(exported(file.text)).toEqual(shown(text));
    },
  );

  test('shows an officer of one commune what lies there', async () => {
    const { text } = await (await signedIn(app, 'area')).get('/console/quality?state=all');

    expect(new Set(shown(text).map(([, place]) => place))).toEqual(new Set(['Trường 1', 'Trường 2']));
  });

  test('lets a query be cleared from outside, with a reason, and writes it down', async () => {
    const school = await signedIn(app, 'school');
    const page = await school.get('/console/quality');
    const clear = (one: Agent, csrf: string, reason: string) =>
      one.post('/console/quality/queries/q1/clear').type('form').send({ csrf, reason });

    const inside = await clear(school, tokenIn((await school.get('/console/account')).text), 'đúng rồi');
    const csrf = tokenIn((await agent.get('/console/account')).text);
    const without = await clear(agent, csrf, ' ');
    const outside = await clear(agent, csrf, 'Máy của phòng tin học');
    const again = await clear(agent, csrf, 'Máy của phòng tin học');
    const last = await audit(database.db).findOne({ action: 'evidence-query-cleared' }).lean();

    expect([page.text.includes('quality/queries'), inside.status, without.status, outside.status, again.status]).toEqual([
      false,
      404,
      404,
      303,
      404,
    ]);
    expect(last?.subject).toBe('q1');
    expect(shown((await agent.get('/console/quality?state=cleared')).text).map(([kind]) => kind)).toContain('Nhiều người trên một máy');
  });
});
