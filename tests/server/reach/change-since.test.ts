import { createFigures } from '../../../server/reach/figures';
import { createLedger, type Ledger } from '../../../server/reach/ledger';
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
const now = () => new Date('2027-11-22T05:00:00Z');

beforeAll(async () => {
  database = await openTestDatabase();
  plan = (await buildProvince(database.db)).plan;
  await denominators(database.db).insertMany(
    ['S1', 'S2', 'S3', 'S4'].map((school) => denominator('organisation', school, 'upper-secondary', 300)),
  );
});
afterAll(() => database.close());
beforeEach(async () => {
  await native(tallies(database.db)).deleteMany({});
  await native(evidenceRows(database.db)).deleteMany({});
  await native(serviceWorkerRows(database.db)).deleteMany({});
  ledger = createLedger(database.db, { now });
});

async function pupils(count: number, organisation: string, day: string): Promise<void> {
  const area = organisation === 'S1' ? '68001' : '68002';
  const rows = [];
  for (let n = 0; n < count; n += 1)
    rows.push(...(await lessonBy(database.db, `${organisation}-${n}-${day}`, `${day}T04:00:00Z`, { organisation, area })));
  await ledger.append(rows);
}

async function cards(count: number, day: string): Promise<void> {
  const card = { population: 'service-worker', area: '68001', group: 'G1' } as const;
  for (let n = 0; n < count; n += 1)
    await ledger.append((await lessonBy(database.db, `w-${n}-${day}`, `${day}T04:00:00Z`, card)).slice(0, 1));
}

type Asked = {
  readonly since: string;
  readonly cutOff: string;
  readonly reading?: 'C' | 'A';
  readonly school?: string;
  readonly population?: 'student' | 'service-worker';
};

async function change({ school, population = 'student', ...asked }: Asked) {
  const node = school === undefined ? {} : { node: { kind: 'organisation', id: school } as const };
  const found = await createFigures(database.db, { now }).planFigures({ plan, ...asked, ...node });
  return found.find(({ indicator }) => indicator.population === population)?.change;
}

describe('what a period changed', () => {
  test('is people who began to count in it and what they did, both its days included', async () => {
    await pupils(12, 'S1', '2026-09-30');
    await pupils(11, 'S1', '2026-10-01');
    await pupils(13, 'S1', '2026-12-31');
    await pupils(14, 'S1', '2027-01-01');

    expect(await change({ since: '2026-10-01', cutOff: '2026-12-31' })).toEqual({ from: '2026-10-01', low: 24, attendances: 24 });
    expect(await change({ since: '2026-01-01', cutOff: '2026-12-31' })).toEqual({ from: '2026-01-01', low: 36, attendances: 36 });
  });

  test('is less than nothing where more ceased to be present', async () => {
    await pupils(20, 'S1', '2026-09-09');
    await pupils(12, 'S1', '2027-09-09');

    expect(await change({ since: '2027-07-01', cutOff: '2027-09-30' })).toMatchObject({ low: -8, attendances: 12 });
  });

  test('is the difference of two figures, whatever days are asked for', async () => {
    for (const [day, count] of [
      ['2026-02-10', 11],
      ['2026-05-31', 12],
      ['2026-11-02', 10],
      ['2027-03-01', 15],
    ] as const)
      await pupils(count, 'S1', day);
    const source = createFigures(database.db, { now });
    const lowAt = async (cutOff: string) => (await source.planFigures({ plan, cutOff })).at(-1)?.low ?? 0;

    for (const [since, before, cutOff] of [
      ['2026-04-01', '2026-03-31', '2026-06-30'],
      ['2026-10-01', '2026-09-30', '2026-12-31'],
      ['2027-01-01', '2026-12-31', '2027-11-22'],
    ] as const)
      expect((await change({ since, cutOff }))?.low).toBe((await lowAt(cutOff)) - (await lowAt(before)));
  });

  test('begins each year at nothing where people are counted by the year', async () => {
    await pupils(12, 'S1', '2026-09-30');
    await pupils(20, 'S1', '2027-02-01');

    expect(await change({ since: '2027-01-01', cutOff: '2027-03-31', reading: 'A' })).toMatchObject({ low: 20 });
    expect(await change({ since: '2027-04-01', cutOff: '2027-06-30', reading: 'A' })).toMatchObject({ low: 0 });
  });

  test.each([
    { came: 9, wanted: { from: '2026-10-01' } },
    { came: 10, wanted: { from: '2026-10-01', low: 10, attendances: 10 } },
    { came: 0, wanted: { from: '2026-10-01', low: 0, attendances: 0 } },
  ])('of $came people at a school is $wanted', async ({ came, wanted }) => {
    await pupils(20, 'S1', '2026-09-09');
    await pupils(20, 'S3', '2026-09-09');
    await pupils(came, 'S1', '2026-11-11');

    expect(await change({ since: '2026-10-01', cutOff: '2026-12-31', school: 'S1' })).toEqual(wanted);
    expect(await change({ since: '2026-10-01', cutOff: '2026-12-31' })).toMatchObject({ low: came });
  });

  test('is withheld where the figure before it was', async () => {
    await pupils(5, 'S1', '2026-09-09');
    await pupils(20, 'S3', '2026-09-09');
    await pupils(30, 'S1', '2026-11-11');

    expect(await change({ since: '2026-10-01', cutOff: '2026-12-31', school: 'S1' })).toEqual({ from: '2026-10-01' });
  });

  test.each([
    { before: 12, came: 14, wanted: { from: '2026-10-01', low: 15, attendances: 10 } }, // 26 shown as 25, 12 as 10
    { before: 12, came: 9, wanted: { from: '2026-10-01', low: 10 } },
    { before: 4, came: 14, wanted: { from: '2026-10-01', attendances: 10 } },
  ])('of service workers is a step between two coarse figures: $before and $came more', async ({ before, came, wanted }) => {
    await cards(before, '2026-08-08');
    await cards(came, '2026-11-11');

    expect(await change({ since: '2026-10-01', cutOff: '2026-12-31', population: 'service-worker' })).toEqual(wanted);
  });

  test('is not told where no period was asked for', async () => {
    const found = await createFigures(database.db, { now }).planFigures({ plan });

    expect(found.map((figure) => 'change' in figure)).toEqual(found.map(() => false));
  });
});
