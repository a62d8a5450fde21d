import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import express, { type Express } from 'express';
import request from 'supertest';
import { figuresExport } from '../../../server/console/figures-export';
import { exportSchemaRoutes } from '../../../server/http/export-schemas';
import { audit } from '../../../server/storage/collections/audit';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { type Agent, openConsole, signedIn } from './open-console';
import { sampleFigures } from './sample-figures';

let database: TestDatabase;
let app: Express;
let agent: Agent;
beforeAll(async () => {
  database = await openTestDatabase();
  app = await openConsole(database.db);
  agent = await signedIn(app);
});
afterAll(() => database.close());

const wholeQuery = { plan: 'sample-2026', node: { kind: 'plan', id: '' }, reading: 'C', cutOff: '2026-11-22' } as const;
const complete = { status: 'complete', asOf: '2026-09-05', issuer: 'Sở', document: '1/BC', stale: false } as const;
const indicator = '/console/plans/sample-2026/indicators/M-1.3c';

describe('the JSON file of a plan', () => {
  const plan = '/console/plans/sample-2026';

  test('has the figures and areas of the page, withheld where the page withholds them', async () => {
    const { body, headers } = await agent.get(`${plan}/export.json?period=2026-Q3`);
    const file = figuresExport.parse(body);
    const query = { ...wholeQuery, cutOff: '2026-09-30', since: '2026-07-01' };
    const figures = await sampleFigures().planFigures(query);
    const areas = await sampleFigures().breakdown({ ...query, indicator: 'M-1.3c', by: 'area' });
    const shown = ({ low, high, suppressed, verdict, change }: (typeof figures)[number]) => {
      return { low, high, suppressed, tenthsOfPercent: verdict?.tenthsOfPercent, change };
    };

    expect(file.figures.map(({ indicator: id }) => id)).toEqual(['M-1.3c', 'M-1.3b', 'M-1.3a']);
    expect(file.figures).toEqual(figures.map((one) => expect.objectContaining(withoutAbsent(shown(one)))));
    expect(file.areas.slice(0, 4)).toEqual(areas.map((one) => expect.objectContaining(withoutAbsent(shown(one)))));
    expect(file.areas[3]).toEqual({
      indicator: 'M-1.3c',
      node: areas[3]?.node,
      suppressed: true,
      denominator: 30,
      change: areas[3]?.change,
    });
    expect(file.figures[1]).not.toHaveProperty('denominator');
    expect(file.areas.filter(({ indicator: id }) => id === 'M-1.3a')).toEqual([]);
    expect(file).toMatchObject({ demonstration: true, asked: { since: '2026-07-01', cutOff: '2026-09-30', reading: 'C' } });
    expect(headers['content-disposition']).toBe('attachment; filename=demo-hieu-luat-figures-C-2026-07-01_2026-09-30.json');
    expect((await audit(database.db).findOne({ subject: /json/ }).lean())?.subject).toBe(
      'sample-2026 json plan:sample-2026 C 2026-07-01_2026-09-30',
    );
  });

  test('is offered on the page with its filters, and names the schema it follows', async () => {
    const page = await agent.get(`${plan}?period=2026-Q3`);
    const file = await agent.get(`${plan}/export.json`);
    const served = await request(express().use(exportSchemaRoutes())).get(new URL(file.body.$schema).pathname);

    expect(page.text).toContain(`href="${plan}/export.json?period=2026-Q3"`);
    expect(served.headers['content-type']).toMatch(/^application\/schema\+json/);
    expect(served.body).toMatchObject({ type: 'object', additionalProperties: false, properties: { version: { const: 1 } } });
  });

  test('follows a schema that stays as it was given out: another one has another number', async () => {
    const served = await request(express().use(exportSchemaRoutes())).get('/api/schemas/plan-figures-1.json');

    expect(served.body).toEqual(JSON.parse(readFileSync(join(__dirname, 'plan-figures-1.schema.json'), 'utf8')));
  });
});

function withoutAbsent(shape: object): object {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
}

describe('the CSV file', () => {
  test.each([
    '',
    '?by=organisation',
    '?by=area&sort=share&order=descending',
    '?by=area&sort=low&order=ascending',
    '?by=organisation&sort=name&order=descending',
    '?by=area&sort=high&order=descending&lang=en',
    '?by=organisation&period=2026-Q3',
  ])('has the rows, order and numbers of the screen: %s', async (query) => {
    const reader = await signedIn(app);
    const { text } = await reader.get(`${indicator}${query}`);
    const file = await reader.get(`${indicator}/export.csv${query}`);

    const shown = tableRows(text);
    const exported = csvRows(file.text);

    expect(shown.length).toBeGreaterThan(1);
    expect(exported.map(([name]) => name.replace(/^'/, ''))).toEqual(shown.map(([name]) => name));
    expect(exported.map(digits)).toEqual(shown.map(digits));
  });

  test('is UTF-8 with a mark at its start, and named by what it holds', async () => {
    const file = await agent.get(`${indicator}/export.csv?by=area`);

    expect(file.text.codePointAt(0)).toBe(0xfeff);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.headers['content-disposition']).toBe('attachment; filename=demo-hieu-luat-M-1.3c-area-C-2026-11-22.csv');
  });

  test('cannot run as a formula', async () => {
    const file = await agent.get(`${indicator}/export.csv?by=organisation`);

    expect(csvRows(file.text).map(([name]) => name)).toContain('\'=Trường THPT Chuyên "Thăng Long"');
  });

  test('has no number where a denominator is not complete, and nor has the screen', async () => {
    const rows = await sampleFigures().breakdown({
      plan: 'sample-2026',
      node: { kind: 'plan', id: '' },
      reading: 'C',
      cutOff: '2026-11-22',
      indicator: 'M-1.3c',
      by: 'area',
    });
    const denominator = { status: 'incomplete', people: 700, missing: ['Trường B'] } as const;
    const partly = await openConsole(database.db, {
      figures: sampleFigures({ breakdown: async () => rows.slice(0, 1).map((row) => ({ ...row, denominator })) }),
    });
    const reader = await signedIn(partly);

    const { text } = await reader.get(`${indicator}?by=area`);
    const file = await reader.get(`${indicator}/export.csv?by=area`);

    expect(tableRows(text)[0]?.[3]).toBe('–');
    expect(csvRows(file.text)[0]?.[4]).toBe('');
  });

  test('leaves the cells of a small group empty, with a mark', async () => {
    const file = await agent.get(`${indicator}/export.csv?by=area`);

    const row = csvRows(file.text).find(([name]) => name === 'Xã Đơn Dương');

    expect(row?.slice(2, 10)).toEqual(['', '', '30', '', '', '', '', 'Đã ẩn (nhóm nhỏ)']);
  });

  test('says of which day a figure is that is held, and so does the screen', async () => {
    const source = sampleFigures();
    const breakdown: typeof source.breakdown = async (query) =>
      (await source.breakdown(query)).map((row, index) => (index === 0 ? { ...row, held: '2026-10-01' } : row));
    const reader = await signedIn(await openConsole(database.db, { signInName: 'giu', figures: { ...source, breakdown } }), 'giu');

    const file = await reader.get(`${indicator}/export.csv?by=area`);
    const { text } = await reader.get(`${indicator}?by=area`);

    expect(csvRows(file.text).flatMap((row) => row.at(-2) || [])).toEqual(['2026-10-01']);
    expect(text.match(/Giữ số liệu đã công bố của ngày 01\/10\/2026/g)).toHaveLength(1);
  });

  test('carries the filters on every row and marks a demonstration', async () => {
    const file = await agent.get(`${indicator}/export.csv?by=area&reading=A&cutOff=2026-06-30`);

    for (const row of csvRows(file.text)) expect(row.join(' ')).toMatch(/2026-06-30 A .*Dữ liệu trình diễn/);
  });

  test('tells what a period changed, beside the days it is from', async () => {
    const file = await agent.get(`${indicator}/export.csv?by=organisation&period=2026-Q3`);
    const { text } = await agent.get(`${indicator}?by=organisation&period=2026-Q3`);

    expect(csvRows(file.text)[0]?.slice(8, 11)).toEqual(['-17', '1041', '2026-07-01']);
    expect(tableRows(text)[0]?.slice(7, 9)).toEqual(['-17', '1.041']);
    expect(csvRows(file.text)[0]).toContain('2026-09-30');
    expect(file.headers['content-disposition']).toContain('C-2026-07-01_2026-09-30.csv');
  });

  test('tells of reading B as the screen does, and leaves withheld counts empty', async () => {
    const rows = await sampleFigures().breakdown({ ...wholeQuery, indicator: 'M-1.3c', by: 'area' });
    const known = rows[0]?.node.name;
    const shownAs = (first: readonly string[], second: readonly string[]) =>
      [...rows.slice(0, 2)]
        .sort((a, b) => a.node.name.localeCompare(b.node.name, 'vi'))
        .map(({ node }) => (node.name === known ? first : second));
    const ever = { denominator: { ...complete, people: 7_000 }, low: 5_000, tenthsOfPercent: 714 } as const;
    const both = [{ B: ever }, { B: { denominator: ever.denominator } }];
    const withB = await openConsole(database.db, {
      figures: sampleFigures({
        planFigures: async (query) => (await sampleFigures().planFigures(query)).map((figure) => ({ ...figure, beside: { B: ever } })),
        breakdown: async () => rows.slice(0, 2).map((row, index) => ({ ...row, beside: both[index] ?? {} })),
      }),
    });
    const reader = await signedIn(withB);

    const { text } = await reader.get(`${indicator}?by=area`);
    const file = await reader.get(`${indicator}/export.csv?by=area`);

    expect(tableRows(text).map((row) => row.slice(7, 9))).toEqual(shownAs(['5.000', '71,4\u00a0%'], ['–', '–']));
    expect(csvRows(file.text).map((row) => row.slice(8, 11))).toEqual(shownAs(['5000', '71.4', '7000'], ['', '', '7000']));
    expect(text).toContain('B – từng được tuyên truyền');
  });

  test('leaves a row in the audit', async () => {
    await audit(database.db).deleteMany({});
    await agent.get(`${indicator}/export.csv?by=area`);

    const last = await audit(database.db).findOne({ action: 'exported' }).lean();

    expect(last?.subject).toBe('sample-2026 M-1.3c plan:sample-2026 area C 2026-11-22');
  });
});

/** Name and number cells of the breakdown's rows, as text. */
function tableRows(html: string): readonly (readonly [string, ...string[]])[] {
  const body = /<table class="breakdown">.*?<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? '';
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => {
    const [name = '', ...cells] = [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => textOf(cell));
    return [name, ...cells];
  });
}

function textOf(html: string): string {
  return html
    .replace(/<svg.*?<\/svg>|<[^>]+>/gs, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
}

function csvRows(text: string): readonly (readonly [string, ...string[]])[] {
  const rows: string[][] = parse(text, { bom: true, from_line: 2 });
  return rows.map(([name = '', ...cells]) => [name, ...cells]);
}

/** share, low, denominator, high, attendances, understood: as digits, whatever writes them. The file has a code after the name. */
function digits(row: readonly string[]): readonly string[] {
  const numbers = row.length > 10 ? row.slice(2, 8) : row.slice(1, 7);
  return numbers.map((cell) => cell.replace(/\D/g, ''));
}
