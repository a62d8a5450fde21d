import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Activity, type UnitIndicator, unitFigure, unitIndicators } from '../../../server/reach/indicators/unit-coverage';
import { readPlanFile } from '../../../server/reach/plan';
import { unitFigures } from '../../../server/reach/unit-figures';
import { areas } from '../../../server/storage/collections/areas';
import { type Meeting, meetings } from '../../../server/storage/collections/meetings';
import { organisations } from '../../../server/storage/collections/organisations';
import { type OutputRow, outputs } from '../../../server/storage/collections/outputs';
import { plans } from '../../../server/storage/collections/plans';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { map } from './support/rows';

const target = { basisPoints: 7_000, strict: false, written: 'Ít nhất 70%' };
const keptUp: UnitIndicator = { id: 'U', unit: 'xã', what: 'duy trì thường xuyên', rule: 'kept-up', target };
const manyForms: UnitIndicator = { ...keptUp, rule: 'many-forms' };

function talks(unit: string, ...days: readonly string[]): readonly Activity[] {
  return days.map((day) => ({ unit, day, form: 'meeting' }));
}

function covered(indicator: UnitIndicator, activities: readonly Activity[], cutOff: string, madeOf: readonly string[] = []): number {
  return unitFigure(indicator, [{ id: 'X1', madeOf }], activities, { from: '2026-02-10', cutOff }).covered;
}

describe('a commune', () => {
  test.each([
    { when: 'nothing was held', days: [], cutOff: '2026-02-28', kept: 0 },
    { when: 'one was held before the first quarter is over', days: ['2026-02-20'], cutOff: '2026-02-28', kept: 1 },
    { when: 'one was held before the plan was issued', days: ['2026-02-09'], cutOff: '2026-03-31', kept: 0 },
    { when: 'one of two quarters has one', days: ['2026-03-01'], cutOff: '2026-06-30', kept: 1 },
    { when: 'one of three quarters has several', days: ['2026-03-01', '2026-03-02', '2026-03-03'], cutOff: '2026-09-30', kept: 0 },
    { when: 'two of three quarters have one', days: ['2026-03-01', '2026-09-30'], cutOff: '2026-09-30', kept: 1 },
    { when: 'the second is in a quarter that is not over', days: ['2026-03-01', '2026-10-01'], cutOff: '2026-12-30', kept: 0 },
  ])('keeps it up where all quarters but one have an activity: $when', ({ days, cutOff, kept }) => {
    expect(covered(keptUp, talks('X1', ...days), cutOff)).toBe(kept);
  });

  test('has many forms with two of them in the year', () => {
    const panel: Activity = { unit: 'X1', day: '2026-08-01', form: 'display' };

    expect(covered(manyForms, talks('X1', '2026-03-01', '2026-05-01'), '2026-12-31')).toBe(0);
    expect(covered(manyForms, [...talks('X1', '2026-03-01'), panel], '2026-12-31')).toBe(1);
    expect(covered(manyForms, [...talks('X1', '2026-03-01'), panel], '2027-12-31')).toBe(0);
  });

  test('that was merged has a quarter only if all it was made of had it', () => {
    const madeOf = ['old1', 'old2'];

    expect(covered(keptUp, talks('old1', '2026-03-01'), '2026-03-31', madeOf)).toBe(0);
    expect(covered(keptUp, [...talks('old1', '2026-03-01'), ...talks('old2', '2026-02-20')], '2026-03-31', madeOf)).toBe(1);
  });
});

test('units are n of N, judged in whole numbers', () => {
  const units = ['X1', 'X2', 'X3'].map((id) => ({ id, madeOf: [] }));
  const activities = [...talks('X1', '2026-03-01'), ...talks('X2', '2026-03-01')];

  const figure = unitFigure(keptUp, units, activities, { from: '2026-02-10', cutOff: '2026-03-31' });

  expect(figure).toMatchObject({ units: 3, covered: 2, verdict: { met: false, missing: 1 } });
});

test.each([
  { plan: 'lam-dong-2021-2025', lines: [['LD-1.1', 'kept-up']] },
  { plan: 'bac-kan-2011-2015', lines: [['BK-1', 'many-forms']] },
  { plan: 'ben-tre-2021-2025', lines: [] }, // "sâu rộng" asks for villages, of which there is no register
])('of $plan the lines that a rule is known for are counted', ({ plan, lines }) => {
  const read = readPlanFile(readFileSync(join(__dirname, `../../../content/plans/${plan}.yaml`), 'utf8'));

  expect('file' in read ? unitIndicators(read).map(({ id, rule }) => [id, rule]) : read).toEqual(lines);
});

describe('from what is there', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await areas(database.db).insertMany(map);
    const text = readFileSync(join(__dirname, '../../../content/plans/lam-dong-2021-2025.yaml'), 'utf8');
    const read = readPlanFile(text);
    if ('faults' in read) throw new Error(read.faults.join('\n'));
    const file = { ...read.file, issued: '2026-01-05' };
    const version = { plan: 'P', area: '68', from: '2026-01-01', to: '2031-01-01', reading: 'C' as const, sample: false };
    await plans(database.db).insertMany([{ _id: 'P@1', ...version, importedAt: new Date(0), file }]);
    await organisations(database.db).insertMany([
      { _id: 'U1', name: 'UBND Xã Một', kind: 'agency', area: '68001', populations: [] },
      { _id: 'S1', name: 'Trường Một', kind: 'upper-secondary-school', area: '68002', populations: ['upper-secondary'] },
    ]);
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await meetings(database.db).deleteMany({});
    await outputs(database.db).deleteMany({});
  });

  const by = { by: 'staff', at: new Date('2026-02-10T03:00:00Z') };
  const meeting: Omit<Meeting, '_id'> = {
    organisation: 'U1',
    organisations: ['U1'],
    groups: [],
    area: '68001',
    title: 'Nói chuyện',
    place: 'Nhà văn hóa',
    speaker: '',
    startsAt: new Date('2026-02-10T01:00:00Z'),
    minutes: 45,
    parts: ['law', 'knowledge'],
    shares: [],
    planned: by,
    people: 20,
    counted: by,
    confirmed: by,
    queries: [],
  };
  const ofPupils = { organisation: 'S1', organisations: ['S1'], area: '68002' };
  const share = { organisation: 'S1', name: 'Trường Một', area: '68002' };

  test.each<{ what: string; change: Partial<Meeting>; without?: 'confirmed'; count: number }>([
    { what: 'a confirmed meeting of the commune', change: {}, count: 1 },
    { what: '19 people', change: { people: 19 }, count: 0 },
    { what: 'a headcount that nobody else confirmed', change: {}, without: 'confirmed', count: 0 },
    { what: 'an open query', change: { queries: [{ kind: 'late', fact: 'x', raisedAt: by.at }] }, count: 0 },
    { what: 'a meeting called off', change: { cancelled: by }, count: 0 },
    { what: "a school's own meeting", change: { ...ofPupils, shares: [{ ...share, population: 'upper-secondary' }] }, count: 0 },
    {
      what: "a meeting at a school for the commune's people",
      change: { ...ofPupils, shares: [{ ...share, population: 'community' }] },
      count: 1,
    },
  ])('$what: $count of 2', async ({ change, without, count }) => {
    const { confirmed, ...unconfirmed } = meeting;
    await meetings(database.db).create({ _id: 'm1', ...unconfirmed, ...(without === undefined ? { confirmed } : {}), ...change });

    const [figure] = await unitFigures(database.db, 'P@1', { cutOff: '2026-03-31', now: new Date('2026-11-22T00:00:00Z') });

    expect([figure?.covered, figure?.units, figure?.from]).toEqual([count, 2, '2026-01-05']);
  });

  test.each<{ what: string; change: Partial<OutputRow>; count: number }>([
    { what: 'minutes on the air', change: {}, count: 1 },
    { what: 'a panel', change: { kind: 'panels' }, count: 1 },
    { what: 'leaflets', change: { kind: 'leaflets' }, count: 0 },
    { what: 'one that was withdrawn', change: { withdrawn: by }, count: 0 },
    { what: "a school's panel", change: { kind: 'panels', organisation: 'S1' }, count: 0 },
    { what: "the whole province's broadcast", change: { area: '68' }, count: 0 },
  ])('the register of outputs: $what, $count of 2', async ({ change, count }) => {
    const output = {
      kind: 'airMinutes' as const,
      amount: 30,
      day: '2026-02-10',
      title: 'Phát thanh',
      document: 'Sổ',
      area: '68001',
      place: 'Xã Một',
    };
    await outputs(database.db).create({ _id: 'o1', ...output, entered: by, ...change });

    const [figure] = await unitFigures(database.db, 'P@1', { cutOff: '2026-03-31', now: new Date('2026-11-22T00:00:00Z') });

    expect(figure?.covered).toBe(count);
  });
});
