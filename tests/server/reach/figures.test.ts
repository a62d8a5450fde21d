import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { countNewPlans } from '../../../server/reach/count-new-plans';
import { createFigures } from '../../../server/reach/figures';
import { createLedger, type Ledger } from '../../../server/reach/ledger';
import { importPlan } from '../../../server/reach/plan';
import { native } from '../../../server/storage/collection';
import { denominators } from '../../../server/storage/collections/denominators';
import { evidenceRows } from '../../../server/storage/collections/evidence';
import { serviceWorkerRows } from '../../../server/storage/collections/service-worker-evidence';
import { tallies } from '../../../server/storage/collections/tallies';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince, denominator, lessonBy } from './support/province';

let database: TestDatabase;
let plan: string;
let ledger: Ledger;
const now = () => new Date('2026-11-22T05:00:00Z'); // a Sunday

beforeAll(async () => {
  database = await openTestDatabase();
  plan = (await buildProvince(database.db)).plan;
});
afterAll(() => database.close());
beforeEach(empty);

async function empty(): Promise<void> {
  await native(tallies(database.db)).deleteMany({});
  await native(evidenceRows(database.db)).deleteMany({});
  await native(serviceWorkerRows(database.db)).deleteMany({});
  await native(denominators(database.db)).deleteMany({});
  ledger = createLedger(database.db, { now });
}

/** The last part of the name keeps people of different calls apart. */
async function pupils(
  count: number,
  organisation: string,
  area: string,
  fields: Parameters<typeof lessonBy>[3] = {},
  at = '2026-11-20T04:00:00Z',
): Promise<void> {
  const rows = [];
  for (let n = 0; n < count; n += 1)
    rows.push(
      ...(await lessonBy(database.db, `${organisation}-${n}-${at}-${JSON.stringify(fields)}`, at, { organisation, area, ...fields })),
    );
  await ledger.append(rows);
}

/** Everything that a student indicator names has a denominator. */
async function everyDenominator(schools: Readonly<Record<string, number>>): Promise<void> {
  await denominators(database.db).insertMany([
    ...Object.entries(schools).map(([school, people]) => denominator('organisation', school, 'upper-secondary', people)),
    denominator('area', '68', 'vocational', 40),
    denominator('area', '68', 'higher-education', 60),
  ]);
}

const figures = () => createFigures(database.db, { now });
const students = async (node?: { kind: 'plan' | 'area' | 'organisation'; id: string }) => {
  const found = await figures().planFigures({ plan, ...(node === undefined ? {} : { node }) });
  return found.find(({ indicator }) => indicator.population === 'student');
};

describe('the figure of a plan', () => {
  test('is people, once each, over everybody there is', async () => {
    await everyDenominator({ S1: 300, S2: 300, S3: 200, S4: 100 });
    await pupils(14, 'S1', '68001');
    await pupils(6, 'S3', '68002', { identifiedBy: 'none' });

    const figure = await students();

    expect(figure).toMatchObject({
      reading: 'C',
      from: '2026-01-01',
      cutOff: '2026-11-22',
      updatedAt: new Date('2026-11-20T04:00:00Z'),
      denominator: { status: 'complete', people: 1_000, asOf: '2026-09-15', stale: false },
      suppressed: false,
      low: 14,
      high: 20,
      attendances: 20,
      understood: 14,
      verdict: { met: false, missing: 686, tenthsOfPercent: 14 },
      highVerdict: { met: false, missing: 680, tenthsOfPercent: 20 },
    });
  });

  test('has one more person as soon as the ledger has', async () => {
    await everyDenominator({ S1: 300, S2: 300, S3: 200, S4: 100 });
    const source = figures();
    const low = async () => (await source.planFigures({ plan })).at(-1)?.low;
    await pupils(12, 'S1', '68001');
    expect(await low()).toBe(12);

    await pupils(1, 'S2', '68001');

    expect(await low()).toBe(13);
  });

  test('is there as soon as a plan is imported', async () => {
    const open = figures();
    const before = await open.planList();
    const text =
      'id: NEXT\nsource_kind: full_text\nissuer: A\nnumber: "7"\nissued: "2026-01-01"\nperiod: {from: 2026, to: 2026}\nindicators: []';
    const imported = await importPlan(database.db, text, { area: '68', now: now() });

    const after = (await open.planList()).map(({ id }) => id);

    expect(after).toEqual(expect.arrayContaining([...before.map(({ id }) => id), 'id' in imported ? imported.id : '']));
    expect(after).toHaveLength(before.length + 1);
  });

  test('waits until those who were reached before the plan came are counted for it', async () => {
    await pupils(40, 'S1', '68001');
    const open = figures();
    const text = readFileSync(join(__dirname, '../../../content/plans/sample-2026-2030.yaml'), 'utf8').replace('SAMPLE', 'LATER');
    const imported = await importPlan(database.db, text, { area: '68', now: now() });
    const later = 'id' in imported ? imported.id : '';
    const count = (at: string) => countNewPlans({ db: database.db, ledger, now: () => new Date(at) });
    const isListed = async () => (await open.planList()).some(({ id }) => id === later);

    const listed = [await isListed()];
    await count('2026-11-22T05:00:04Z'); // another process may not know of the plan yet
    listed.push(await isListed());
    await count('2026-11-22T05:00:05Z');
    listed.push(await isListed());

    expect(listed).toEqual([false, false, true]);
    expect((await open.planFigures({ plan: later })).map(({ low }) => low)).toContain(40);
  });

  test('has no share while a part that the indicator names has no denominator', async () => {
    await denominators(database.db).insertMany([
      denominator('organisation', 'S1', 'upper-secondary', 300),
      denominator('area', '68', 'vocational', 40),
    ]);
    await pupils(12, 'S1', '68001');

    const figure = await students();

    expect(figure?.denominator).toEqual({
      status: 'incomplete',
      people: 340,
      missing: ['Trường 2', 'Trường 3', 'Trường 4'],
      missingPopulations: ['higher-education'],
    });
    expect(figure).toMatchObject({ low: 12 });
    expect(figure?.verdict).toBeUndefined();
  });

  test('never has more of an organisation than its denominator', async () => {
    await everyDenominator({ S1: 10, S2: 300, S3: 200, S4: 100 });
    await pupils(13, 'S1', '68001');
    await pupils(20, 'S2', '68001');

    expect(await students()).toMatchObject({ low: 30, high: 30 });
  });

  test('uses the approved total where it is more than its parts', async () => {
    await everyDenominator({ S1: 300, S2: 300, S3: 200, S4: 100 });
    await denominators(database.db).create(denominator('area', '68', 'upper-secondary', 1_500));

    expect((await students())?.denominator).toMatchObject({ status: 'complete', people: 1_600 });
  });

  test('says when its denominator is old', async () => {
    await everyDenominator({ S1: 300, S2: 300, S3: 200, S4: 100 });
    const later = createFigures(database.db, { now: () => new Date('2027-09-16T05:00:00Z') });

    expect((await later.planFigures({ plan })).at(-1)?.denominator).toMatchObject({ stale: true });
  });

  test('can be read at any earlier day, by month, and by calendar year', async () => {
    await everyDenominator({ S1: 300, S2: 300, S3: 200, S4: 100 });
    await pupils(11, 'S1', '68001', {}, '2026-09-10T04:00:00Z');
    await pupils(5, 'S1', '68001', {}, '2026-11-20T04:00:00Z');
    const source = figures();

    expect((await source.planFigures({ plan, cutOff: '2026-11-19' })).at(-1)).toMatchObject({ low: 11 });
    expect((await source.trend({ plan, indicator: 'SP-1.3c' })).slice(-3)).toEqual([
      { month: '2026-09', cutOff: '2026-09-30', low: 11, high: 11 },
      { month: '2026-10', cutOff: '2026-10-31', low: 11, high: 11 },
      { month: '2026-11', cutOff: '2026-11-22', low: 16, high: 16 },
    ]);
    const nextYear = createFigures(database.db, { now: () => new Date('2027-02-01T05:00:00Z') });
    expect((await nextYear.planFigures({ plan, reading: 'A' })).at(-1)).toMatchObject({ from: '2027-01-01', low: 0 });
    expect((await nextYear.planFigures({ plan, reading: 'C' })).at(-1)).toMatchObject({ from: '2026-01-01', low: 16 });
  });
});

describe('below the plan', () => {
  test('a small group is withheld with its complement, on every way to it', async () => {
    await everyDenominator({ S1: 300, S2: 300, S3: 200, S4: 100 });
    await pupils(4, 'S1', '68001');
    await pupils(30, 'S2', '68001');
    await pupils(40, 'S3', '68002');
    await pupils(50, 'S4', '68002');
    const source = figures();
    const by = await source.breakdown({ plan, indicator: 'SP-1.3c', by: 'organisation' });

    expect(by.map(({ node, low }) => [node.id, low])).toEqual([
      ['S1', undefined],
      ['S2', undefined],
      ['S3', 40],
      ['S4', 50],
    ]);
    expect((await source.breakdown({ plan, indicator: 'SP-1.3c', by: 'area' })).map(({ low }) => low)).toEqual([34, 90]);
    expect(await students({ kind: 'organisation', id: 'S2' })).toMatchObject({ suppressed: true });
    expect((await source.trend({ plan, indicator: 'SP-1.3c', node: { kind: 'organisation', id: 'S2' } })).at(-1)).toEqual({
      month: '2026-11',
      cutOff: '2026-11-22',
    });
    const withheld = by.find(({ node }) => node.id === 'S2');
    expect(Object.keys(withheld ?? {})).not.toEqual(expect.arrayContaining(['high']));
  });

  test('under 30 people there is a count and no rate', async () => {
    await everyDenominator({ S1: 300, S2: 300, S3: 29, S4: 100 });
    await pupils(15, 'S3', '68002');
    await pupils(15, 'S4', '68002');

    const figure = await students({ kind: 'organisation', id: 'S3' });

    expect(figure).toMatchObject({ low: 15, suppressed: false });
    expect(figure?.verdict).toBeUndefined();
  });

  test('organisations are listed below the area asked for', async () => {
    const by = await figures().breakdown({ plan, indicator: 'SP-1.3c', by: 'organisation', node: { kind: 'area', id: '68002' } });

    expect(by.map(({ node }) => node.name)).toEqual(['Trường 3', 'Trường 4']);
  });

  test('a way leads from the plan to every node, and none to what is not in it', async () => {
    const source = figures();

    expect((await source.path(plan, { kind: 'organisation', id: 'S3' })).map(({ name }) => name)).toEqual([
      'Tỉnh Một',
      'Xã Hai',
      'Trường 3',
    ]);
    expect(await source.path(plan, { kind: 'area', id: '70001' })).toEqual([]);
    expect(await source.path('none', { kind: 'plan', id: 'none' })).toEqual([]);
    expect(await source.planFigures({ plan: 'none' })).toEqual([]);
  });
});

describe('service workers', () => {
  const card = { population: 'service-worker' as const, area: '68001', group: 'G1' };

  async function workers(count: number, at: string): Promise<void> {
    const rows = [];
    for (let n = 0; n < count; n += 1) {
      const [row] = await lessonBy(database.db, `w${n}`, at, card);
      if (row !== undefined) rows.push(row);
    }
    await ledger.append(rows);
  }
  const figure = async (day: string, node?: { kind: 'area' | 'organisation'; id: string }) => {
    const source = createFigures(database.db, { now: () => new Date(`${day}T05:00:00Z`) });
    return (await source.planFigures({ plan, ...(node === undefined ? {} : { node }) }))[0];
  };

  test.each([
    { count: 9, low: undefined },
    { count: 10, low: 10 },
    { count: 14, low: 10 },
    { count: 15, low: 15 },
  ])('$count are shown as $low', async ({ count, low }) => {
    await workers(count, '2026-10-20T04:00:00Z');

    expect((await figure('2026-11-22'))?.low).toBe(low);
  });

  test('show once a month is over, and from the end of a week on', async () => {
    await workers(12, '2026-10-20T04:00:00Z'); // counted on Saturday, 31 October

    expect(await figure('2026-10-31')).toMatchObject({ cutOff: '2026-10-25', suppressed: true });
    expect(await figure('2026-11-01')).toMatchObject({ cutOff: '2026-11-01', low: 10 });
  });

  test('have no figure below the plan', async () => {
    await workers(40, '2026-10-20T04:00:00Z');
    const source = figures();

    expect(await figure('2026-11-22', { kind: 'area', id: '68001' })).toMatchObject({ suppressed: true });
    expect(await source.breakdown({ plan, indicator: 'SP-1.3a', by: 'area' })).toEqual([]);
    expect(
      (await source.trend({ plan, indicator: 'SP-1.3a', node: { kind: 'area', id: '68001' } })).some(({ low }) => low !== undefined),
    ).toBe(false);
  });
});

test('low is at most high and high at most the denominator, at the plan, in every area and at every organisation', async () => {
  const school = fc.record({ known: fc.nat(15), unknown: fc.nat(15), people: fc.integer({ min: 5, max: 30 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(school, { minLength: 4, maxLength: 4 }), async (all) => {
      await empty();
      for (const [index, { known, unknown }] of all.entries()) {
        const [organisation, area] = [`S${index + 1}`, index < 2 ? '68001' : '68002'];
        await pupils(known, organisation, area);
        await pupils(unknown, organisation, area, { identifiedBy: 'none' });
      }
      await everyDenominator(Object.fromEntries(all.map(({ people }, index) => [`S${index + 1}`, people])));
      const query = { plan, node: { kind: 'plan', id: plan }, reading: 'C', cutOff: '2026-11-22' } as const;
      const source = figures();
      const [whole] = (await source.planFigures(query)).filter(({ indicator }) => indicator.population === 'student');
      if (whole === undefined) throw new Error('no student figure');
      const parts = (['area', 'organisation'] as const).map((by) => source.breakdown({ ...query, indicator: whole.indicator.id, by }));
      const told = [whole, ...(await Promise.all(parts)).flat()].filter(({ suppressed }) => !suppressed);

      expect(whole.low).toBe(all.reduce((sum, { known, people }) => sum + Math.min(known, people), 0));
      for (const { low = 0, high = 0, denominator: d } of told) {
        expect(low).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(d.status === 'complete' ? d.people : 0);
      }
    }),
    { numRuns: 8 },
  );
}, 60_000);
