import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../../../server/reach/figure';
import { createFigures } from '../../../server/reach/figures';
import { createLedger } from '../../../server/reach/ledger';
import { findPlanVersion, importPlan } from '../../../server/reach/plan';
import { reportBlocks, reportDocument } from '../../../server/reports/compose';
import { findPeriod } from '../../../server/reports/report-period';
import { type ReportSnapshot, takeSnapshot } from '../../../server/reports/snapshot';
import { toDocx } from '../../../server/reports/to-docx';
import { denominators } from '../../../server/storage/collections/denominators';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { zipEntry } from '../../support/zip-entry';
import { buildProvince, denominator, lessonBy } from '../reach/support/province';
import { issuer, official } from './sample-snapshot';

const now = () => new Date('2022-06-20T03:00:00Z');
const cases = [
  { name: 'lam-dong-2021-2025', period: '2022-H1' },
  { name: 'ben-tre-2021-2025', period: '2022-H1' },
  { name: 'lang-son-2022', period: '2022-H1' },
] as const;

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  await buildProvince(db);
  for (const { name } of cases) await imported(name);
  const of2022 = (
    kind: 'area' | 'organisation',
    node: string,
    population: 'upper-secondary' | 'vocational' | 'higher-education',
    people: number,
  ) => ({
    ...denominator(kind, node, population, people),
    asOf: '2022-01-15',
  });
  await denominators(db).insertMany([
    ...['S1', 'S2', 'S3', 'S4'].map((school) => of2022('organisation', school, 'upper-secondary', 50)),
    of2022('area', '68', 'vocational', 1_210),
    of2022('area', '68', 'higher-education', 2_320),
  ]);
  const reached = [...learners('S1', '68001', 40), ...learners('S2', '68001', 33), ...learners('S3', '68002', 27)];
  const rows = await Promise.all(reached.map(({ person, at }) => lessonBy(db, person, '2022-05-10T04:00:00Z', at)));
  await createLedger(db, { now }).append(rows.flat());
});
afterAll(() => database.close());

function learners(organisation: string, area: string, count: number) {
  return Array.from({ length: count }, (_, n) => ({ person: `${organisation}-${n}`, at: { organisation, area } }));
}

function never(): never {
  throw new Error('the sample is not there');
}

async function imported(name: string): Promise<string> {
  const text = readFileSync(join(__dirname, '../../../content/plans', `${name}.yaml`), 'utf8');
  const read = await importPlan(database.db, text, { area: '68', now: new Date('2022-01-01T00:00:00Z') });
  return 'id' in read ? read.id : never();
}

async function reported(name: string, id: string): Promise<{ readonly snapshot: ReportSnapshot; readonly text: string }> {
  const { db } = database;
  const figures = createFigures(db, { now });
  const plan = (await findPlanVersion(db, await imported(name))) ?? never();
  const summary = (await figures.planList()).find((one) => one.id === plan._id) ?? never();
  const period = findPeriod(summary, id) ?? never();
  const snapshot = await takeSnapshot({ db, figures, ledger: createLedger(db, { now }), now }, { plan: summary, period });
  const blocks = reportBlocks(snapshot, issuer, official).map(({ block }) => block);
  const document = reportDocument(snapshot, issuer, { blocks, words: official });
  return { snapshot, text: textOf(await zipEntry(await toDocx(document, official.say), 'word/document.xml')) };
}

/** The words of a document, one paragraph or cell after the other. */
function textOf(xml: string): string {
  return xml.replaceAll('</w:p>', '|').replaceAll(/<[^>]+>/g, '');
}

/** The cells of a figure's line, as the screen has them. */
function lineOf({ suppressed, low, attendances, denominator: of, verdict }: Figure): string {
  const { number, share } = official.format;
  const people = of.status === 'complete' ? number(of.people) : '–';
  if (suppressed) return `|${people}|*|*|*|`;
  const or = (value: number | undefined) => (value === undefined ? '–' : number(value));
  return `|${people}|${or(low)}|${verdict === undefined ? '–' : share(verdict.tenthsOfPercent)}|${or(attendances)}|`;
}

describe.each(cases)('the report of $name', ({ name, period }) => {
  test('has every figure that the screen has, in target, area and organisation', async () => {
    const { snapshot, text } = await reported(name, period);

    const { plan, period: window } = snapshot;
    const figures = createFigures(database.db, { now });
    const query = {
      plan: plan.id,
      node: { kind: 'plan', id: plan.id },
      reading: plan.reading,
      cutOff: window.to,
      since: window.from,
    } as const;
    const totals = await figures.planFigures(query);
    const parts = await Promise.all(
      totals.flatMap(({ indicator: { id } }) =>
        (['area', 'organisation'] as const).map((by) => figures.breakdown({ ...query, indicator: id, by })),
      ),
    );
    const screen = [
      ...totals.map((total) => `|${total.indicator.target.written}${lineOf(total)}`),
      ...parts.flat().map((row) => `|${row.node.name}${lineOf(row)}`),
    ];
    expect(screen.length).toBeGreaterThan(totals.length);
    expect(screen.filter((line) => !text.includes(line))).toEqual([]);
  });
});
