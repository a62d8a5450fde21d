import { findNode } from '../../../server/denominators/find-node';
import { loadTexts } from '../../../server/i18n';
import { enterOutput, withdrawOutput } from '../../../server/outputs/enter-output';
import { outputsBetween } from '../../../server/outputs/outputs-between';
import { findPlanVersion } from '../../../server/reach/plan';
import { findPeriod } from '../../../server/reports/report-period';
import { askReturns } from '../../../server/returns/ask-returns';
import { acceptReturn, markReminded, returnForCorrection, sendReturn } from '../../../server/returns/change-return';
import { readReturnForm, returnForm } from '../../../server/returns/return-file';
import { notSent, returnsOf } from '../../../server/returns/returns-of';
import { readSent } from '../../../server/returns/typed-return';
import { meetings } from '../../../server/storage/collections/meetings';
import { outputs } from '../../../server/storage/collections/outputs';
import { unitReturns } from '../../../server/storage/collections/unit-returns';
import type { Bounds } from '../../../server/storage/within';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince } from '../reach/support/province';

const now = new Date('2026-11-22T03:00:00Z');
const everything: Bounds = 'everything';
const values = { meetings: 3, attendances: 300, leaflets: 100, panels: 2, articles: 1, airMinutes: 10, spent: 5_000_000 };
const sent = { values, difficulties: '', proposals: '' };

let database: TestDatabase;
let plan: string;
beforeAll(async () => {
  database = await openTestDatabase();
  plan = (await buildProvince(database.db)).plan;
});
afterAll(() => database.close());
beforeEach(async () => {
  await unitReturns(database.db).deleteMany({});
  await outputs(database.db).deleteMany({});
  await meetings(database.db).deleteMany({});
});

function as(by: string, bounds: Bounds = everything) {
  return { db: database.db, bounds, by, now };
}

async function ask(period: string, units: readonly ('communes' | 'organisations')[] = ['organisations']) {
  const version = await findPlanVersion(database.db, plan);
  const found = version && findPeriod({ from: version.from, to: '2030-12-31' }, period);
  if (version === undefined || found === undefined) throw new Error('no such period');
  const added = await askReturns(as('an'), { version, period: found, units, due: '2026-12-07' });
  return { added, rows: () => returnsOf(database.db, everything, { plan: version.plan, period }) };
}

async function accepted(period: string, unit: string, given = sent): Promise<void> {
  const { rows } = await ask(period);
  const id = (await rows()).find(({ node }) => node === unit)?._id ?? '';
  await sendReturn(as('truong'), id, given);
  expect(await acceptReturn(as('an'), id)).toBe('done');
}

describe('returns', () => {
  test('are owed once, however often they are asked for', async () => {
    const first = await ask('2026', ['organisations', 'communes']);
    const again = await ask('2026', ['organisations', 'communes']);

    expect([first.added > 4, again.added, (await again.rows()).length === first.added]).toEqual([true, 0, true]);
  });

  test('go from the unit to whoever accepts them, and back with a note', async () => {
    const { rows } = await ask('2026');
    const _id = (await rows())[0]?._id ?? '';
    const outcomes = [
      await acceptReturn(as('an'), _id),
      await sendReturn(as('truong'), _id, sent),
      await acceptReturn(as('truong'), _id),
      await returnForCorrection(as('an'), _id, 'thiếu số bài'),
      await acceptReturn(as('an'), _id),
      await sendReturn(as('truong'), _id, sent),
      await acceptReturn(as('an'), _id),
      await sendReturn(as('truong'), _id, sent),
    ];

    const row = (await rows()).find((one) => one._id === _id);
    expect(outcomes).toEqual(['not_sent', 'done', 'own_work', 'done', 'not_sent', 'done', 'done', 'accepted_already']);
    expect(row?.acts.map(({ did }) => did)).toEqual(['asked', 'sent', 'returned', 'sent', 'accepted']);
  });

  test('that are missing are told, and a reminder is written down', async () => {
    const { rows } = await ask('2026');
    const [first, ...others] = await rows();
    await sendReturn(as('truong'), first?._id ?? '', sent);

    const owed = notSent(await rows());
    const marked = await markReminded(as('an'), await rows());

    expect([owed.length, marked]).toEqual([others.length, others.length]);
    expect((await rows()).filter(({ acts }) => acts.some(({ did }) => did === 'reminded'))).toHaveLength(others.length);
  });

  test('of others are out of reach', async () => {
    const { rows } = await ask('2026');
    const other = (await rows()).find(({ node }) => node === 'S3');
    const school = { organisations: ['S1'] };

    const seen = await returnsOf(database.db, school, { plan: other?.plan ?? '', period: '2026' });

    expect([seen.map(({ node }) => node), await sendReturn(as('x', school), other?._id ?? '', sent)]).toEqual([['S1'], 'not_found']);
  });

  test.each([
    { typed: { ...values, meetings: '' }, faults: [['meetings', 'required']] },
    { typed: { ...values, spent: '-1' }, faults: [['spent', 'notANumber']] },
    { typed: { ...values, leaflets: '1,5' }, faults: [['leaflets', 'notANumber']] },
    { typed: { ...values, spent: '5.000.000' }, faults: [] },
  ])('typed as $typed have the faults $faults', ({ typed, faults }) => {
    const read = readSent(Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value)])));

    expect('faults' in read ? read.faults.map(({ field, message }) => [field, message]) : []).toEqual(faults);
  });
});

describe.each(['vi', 'en'] as const)('the Excel form in %s', (language) => {
  const texts = loadTexts();
  const languages = [texts('vi', 'returns'), texts('en', 'returns')];

  test('is read back as it was written', async () => {
    const { rows } = await ask('2026');
    const filled = (await rows()).map((row) => ({ ...row, values, difficulties: 'thiếu tờ rơi' }));

    const read = await readReturnForm(await returnForm(filled, texts(language, 'returns')), await rows(), languages);

    if (!('returns' in read)) throw new Error('not read');
    expect([read.faults, read.returns.length]).toEqual([[], filled.length]);
    expect(read.returns[0]?.sent).toEqual({ values, difficulties: 'thiếu tờ rơi', proposals: '' });
  });

  test('passes over what nobody filled in, and knows no return of others', async () => {
    const { rows } = await ask('2026');
    const all = await rows();
    const file = await returnForm([...all.slice(0, 1), ...all.slice(1).map((row) => ({ ...row, values }))], texts(language, 'returns'));

    const read = await readReturnForm(file, all.slice(0, 2), languages);

    if (!('returns' in read)) throw new Error('not read');
    expect([read.returns.length, read.faults.map(({ message }) => message)]).toEqual([1, all.slice(2).map(() => 'unknownUnit')]);
  });
});

describe('outputs', () => {
  const window = { area: '68', from: '2025-12-15', to: '2026-12-14' };
  const line = async (kind: string, bounds: Bounds = everything) =>
    (await outputsBetween(database.db, bounds, window)).lines.find((one) => one.kind === kind);
  async function enter(place: string, amount: number, day = '2026-10-01') {
    const node = await findNode(database.db, everything, place);
    if (node === undefined) throw new Error(`no place ${place}`);
    return enterOutput(as('an'), node, { kind: 'leaflets', amount, day, title: 'tờ rơi 111', document: 'HĐ 5' });
  }

  test('are summed by day and place, without what was withdrawn', async () => {
    await enter('S1', 100);
    await enter('68002', 50);
    await enter('S1', 7, '2025-12-14');
    const wrong = await enter('S2', 900);
    const done = [await withdrawOutput(as('an'), wrong._id, 'nhầm'), await withdrawOutput(as('an'), wrong._id, 'nhầm')];

    expect([done, await line('leaflets')]).toEqual([[true, false], { kind: 'leaflets', recorded: 150, returned: 0, total: 150 }]);
    expect(await line('leaflets', { areas: ['68', '68001'] })).toMatchObject({ total: 100 });
  });

  test('of a unit with an accepted return are the return’s, and nothing counts twice', async () => {
    await enter('S1', 40);
    await enter('S2', 60);
    await accepted('2026', 'S1');
    await accepted('2026-H1', 'S1', { ...sent, values: { ...values, leaflets: 30 } });

    expect(await line('leaflets')).toEqual({ kind: 'leaflets', recorded: 60, returned: 100, total: 160 });
  });

  test('count meetings and lượt only from what was recorded and confirmed', async () => {
    const act = { by: 'an', at: now };
    const meeting = (_id: string, more: object) => ({
      _id,
      organisation: 'S1',
      organisations: ['S1'],
      groups: [],
      area: '68001',
      title: 'Buổi',
      place: 'Hội trường',
      speaker: '',
      startsAt: new Date('2026-10-05T01:00:00Z'),
      minutes: 45,
      parts: ['law'],
      shares: [],
      planned: act,
      people: 120,
      counted: act,
      confirmed: act,
      queries: [],
      ...more,
    });
    await meetings(database.db).insertMany([
      meeting('a', {}),
      meeting('b', { confirmed: undefined }),
      meeting('c', { cancelled: act }),
      meeting('d', { startsAt: new Date('2026-12-14T17:00:00Z') }),
      meeting('e', {
        shares: [
          { organisation: 'S1', name: 'Trường 1', area: '68001', population: 'upper-secondary', headcount: 80 },
          { organisation: 'G', name: 'Nhóm', area: '68001', population: 'service-worker', headcount: 40 },
        ],
      }),
    ]);
    await accepted('2026', 'S1');

    expect([await line('meetings'), await line('attendances')]).toEqual([
      { kind: 'meetings', recorded: 2, returned: 3, total: 2 },
      { kind: 'attendances', recorded: 200, returned: 300, total: 200 },
    ]);
  });
});
