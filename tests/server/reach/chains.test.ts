import fc from 'fast-check';
import { seal } from '../../../server/keys';
import { erasePerson } from '../../../server/people/erase';
import { getOrCreatePeople } from '../../../server/people/person';
import { chainsOf } from '../../../server/reach/chains';
import { createLedger } from '../../../server/reach/ledger';
import type { LedgerRow } from '../../../server/reach/model';
import type { StoredRow } from '../../../server/reach/person-history';
import { writeRow } from '../../../server/reach/sealed-row';
import { addChain, settled, type TallyRows } from '../../../server/reach/tally-rows';
import { native } from '../../../server/storage/collection';
import { people } from '../../../server/storage/collections/people';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { counted, emptyLedger } from './support/counted';
import { buildProvince, keys, lessonBy, schools } from './support/province';
import { planOf, row } from './support/rows';

const plan = planOf('2026-01-01', '2031-01-01');
const plain = { parts: [], rung: 'listed', class: 'E2', identified: false } as const;
const about = (person: string, match: string, verdict?: 'same' | 'different') =>
  row('2026-11-20', { ...plain, person, match, ...(verdict === undefined ? {} : { verdict }) });

/** Low and high of the whole plan at the end of a day. */
function countsOn(day: string, rows: readonly StoredRow[]) {
  const people = new Map<string, StoredRow[]>();
  for (const one of rows) people.set(one.person, [...(people.get(one.person) ?? []), one]);
  const counted: TallyRows = new Map();
  for (const chain of chainsOf(people)) addChain(counted, chain, { plans: [plan] }, 1);
  const sum = (reading: 'c' | 'c-extra' | 'a' | 'a-extra' | 'b' | 'luot') =>
    settled(counted)
      .filter(({ place }) => place.kind === 'plan')
      .flatMap(({ days }) => Object.entries(days))
      .reduce((total, [on, counts]) => (on <= day ? total + (counts[reading] ?? 0) : total), 0);
  return { low: sum('c'), high: sum('c') + sum('c-extra'), a: sum('a'), aHigh: sum('a') + sum('a-extra'), b: sum('b'), luot: sum('luot') };
}

describe('people who may be one', () => {
  const lessons = [row('2026-03-01', { person: 'p1' }), row('2026-05-01', { person: 'p2' })];
  const matched = [...lessons, about('p1', 'm1'), about('p2', 'm1')];

  test('count twice while nobody has matched them', () => {
    expect(countsOn('2026-08-01', lessons)).toEqual({ low: 2, high: 2, a: 2, aHigh: 2, b: 2, luot: 2 });
  });

  test('count once in low and apart in high, since the first of them was reached', () => {
    expect(countsOn('2026-04-01', matched)).toMatchObject({ low: 1, high: 1 });
    expect(countsOn('2026-08-01', matched)).toEqual({ low: 1, high: 2, a: 1, aHigh: 2, b: 1, luot: 2 });
  });

  test('of whom neither met both parts alone count nowhere until they are one', () => {
    const halves = [
      row('2026-03-01', { person: 'p1', rung: 'answered', parts: ['law'] }),
      row('2026-03-05', { person: 'p2', rung: 'answered', parts: ['knowledge'] }),
    ];
    const undecided = [...halves, about('p1', 'm1'), about('p2', 'm1')];

    expect(countsOn('2026-08-01', undecided)).toMatchObject({ low: 0, high: 0 });
    expect(countsOn('2026-08-01', [...undecided, about('p1', 'm1', 'same'), about('p2', 'm1', 'same')])).toMatchObject({ low: 1, high: 1 });
  });

  test('in a chain of three count once, and of three with one match taken away two', () => {
    const three = [...matched, row('2026-06-01', { person: 'p3' }), about('p2', 'm2'), about('p3', 'm2')];

    expect(countsOn('2026-08-01', three)).toMatchObject({ low: 1, high: 3 });
    expect(countsOn('2026-08-01', [...three, about('p2', 'm2', 'different'), about('p3', 'm2', 'different')])).toMatchObject({
      low: 2,
      high: 3,
    });
  });

  test('that are said to be one count once in high as well, and apart again when that is taken back', () => {
    const same = [...matched, about('p1', 'm1', 'same'), about('p2', 'm1', 'same')];

    expect(countsOn('2026-08-01', same)).toEqual({ low: 1, high: 1, a: 1, aHigh: 1, b: 1, luot: 2 });
    expect(countsOn('2026-08-01', [...same, about('p1', 'm1'), about('p2', 'm1')])).toEqual(countsOn('2026-08-01', matched));
  });

  test('a match that only one is left of says nothing, and a row about it makes nobody present', () => {
    expect(countsOn('2026-08-01', [...lessons, about('p1', 'm1')])).toEqual(countsOn('2026-08-01', lessons));
    const longAgo = [row('2026-02-01', { person: 'p1' })];
    expect(countsOn('2028-06-01', [...longAgo, { ...about('p1', 'm1'), day: '2028-05-01' } as StoredRow])).toEqual(
      countsOn('2028-06-01', longAgo),
    );
  });
});

describe('the ledger', () => {
  let database: TestDatabase;
  const now = () => new Date('2026-11-22T05:00:00Z');
  beforeAll(async () => {
    database = await openTestDatabase();
    await buildProvince(database.db);
  });
  afterAll(() => database.close());
  beforeEach(empty);

  async function empty(): Promise<void> {
    await emptyLedger(database.db);
    await native(people(database.db)).deleteMany({});
  }

  let said = 0;
  async function say(person: string, match: string, verdict?: 'same' | 'different'): Promise<readonly LedgerRow[]> {
    const owner = (await getOrCreatePeople(database.db, keys, [person], now())).get(person);
    if (owner === undefined) return [];
    said += 1;
    const where = { population: 'upper-secondary', organisation: 'S1', area: '68001' } as const;
    const row = {
      _id: `about-${said}`,
      person,
      ...where,
      rung: 'listed',
      class: 'E2',
      parts: [],
      identified: false,
      at: now(),
      day: '2026-11-22',
      channel: 'paper',
      match,
      ...(verdict === undefined ? {} : { verdict }),
    } as const;
    return [{ ...row, sealed: seal(owner.key, writeRow(row)) }];
  }

  test('counts whatever is appended, matched, decided, taken back and erased as a rebuild does', async () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.oneof(
      fc.record({
        do: fc.constant('learn' as const),
        person,
        month: fc.integer({ min: 1, max: 11 }),
        school: fc.integer({ min: 0, max: 3 }),
      }),
      fc.record({
        do: fc.constant('match' as const),
        pair: fc.constantFrom(['a', 'b'], ['b', 'c'], ['c', 'd'], ['a', 'd']),
        verdict: fc.constantFrom(undefined, undefined, 'same' as const, 'different' as const),
      }),
      fc.record({ do: fc.constant('erase' as const), person }),
    );
    const ledger = createLedger(database.db, { now });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        await empty();
        for (const [turn, one] of steps.entries()) {
          if (one.do === 'erase') await erasePerson(database.db, keys, ledger, one.person, now());
          else if (one.do === 'match') {
            const rows = await Promise.all(one.pair.map((each) => say(each, one.pair.join('-'), one.verdict)));
            await ledger.append(rows.flat());
          } else if ((await getOrCreatePeople(database.db, keys, [one.person], now())).has(one.person)) {
            const { area, _id: organisation } = schools[one.school] ?? { area: '68001', _id: 'S1' };
            const at = `2026-${`${one.month}`.padStart(2, '0')}-15T04:00:00Z`;
            await ledger.append(await lessonBy(database.db, one.person, at, { area, organisation }, turn + 1));
          }
        }
        const incremental = await counted(database.db);

        const report = await ledger.rebuild();

        expect(report.changed).toBe(0);
        expect(await counted(database.db)).toEqual(incremental);
      }),
      { numRuns: 25 },
    );
  });

  test('two processes that write of two people who may be one at once count them once', async () => {
    const [one, two] = [createLedger(database.db, { now }), createLedger(database.db, { now })];
    await one.append([...(await say('a', 'm')), ...(await say('b', 'm'))]);
    const days = ['2026-03-02', '2026-04-03', '2026-05-04', '2026-06-05', '2026-07-06', '2026-08-07'];
    const rows = await Promise.all(days.map((day, n) => lessonBy(database.db, n % 2 === 0 ? 'a' : 'b', `${day}T04:00:00Z`, {}, n + 1)));

    for (let n = 0; n < rows.length; n += 2) await Promise.all([one.append(rows[n] ?? []), two.append(rows[n + 1] ?? [])]);
    await one.recover({ olderThanMs: 0 });
    const after = await counted(database.db);

    await one.rebuild();
    expect(await counted(database.db)).toEqual(after);
  });
});
