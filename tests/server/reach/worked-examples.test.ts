import { everEnrolled } from '../../../server/reach/ever-enrolled';
import { judge } from '../../../server/reach/judge';
import type { StoredRow } from '../../../server/reach/person-history';
import type { DenominatorRow } from '../../../server/storage/collections/denominators';
import { denominator } from './support/province';
import { countsOn, planOf, row } from './support/rows';

/** `docs/design/reach.md` §5: a school of 3,000, 1,000 new pupils a year, each reached on entry, three-year course, five years. */
describe('the school of the worked example', () => {
  const plan = planOf('2026-09-01', '2031-09-01');
  const scale = 20; // pupils counted singly, of each 1,000
  const pupils = [2026, 2027, 2028, 2029, 2030].flatMap((entry) => Array.from({ length: scale }, (_, n) => pupil(entry, n)));
  const target = { basisPoints: 7_000, strict: false, written: '70%' };
  const lastDay = '2031-08-31';

  /** Who was there in the first year, and the newcomers of those that followed. */
  function papers(years: readonly number[]): readonly DenominatorRow[] {
    const stock = denominator('organisation', 'S1', 'upper-secondary', 3 * scale);
    const joined = years.map((year) => ({ ...stock, measure: 'newcomers' as const, people: scale, asOf: `${year}-09-15` }));
    return [stock, ...joined];
  }

  /** Reached on entry; on the roster of each school year they are there. */
  function pupil(entry: number, n: number): readonly StoredRow[] {
    const person = `${entry}-${n}`;
    const listed = [entry + 1, entry + 2].map((year) => row(`${year}-09-05`, { person, rung: 'listed', parts: [] }));
    return [row(`${entry}-09-05`, { person }), ...listed].filter((one) => 'day' in one && one.day < '2031-09-01');
  }

  test('C, present and reached over present: 100 %', () => {
    const present = countsOn(plan, lastDay, pupils)['plan student c'] ?? 0;

    expect(judge(present, 3 * scale, target)).toEqual({ met: true, missing: 0, tenthsOfPercent: 1_000 });
  });

  test('A, reached in the last year over its pupils: 33.3 %', () => {
    const thisYear = countsOn(plan, '2030-12-31', pupils)['plan student a'] ?? 0;

    expect(judge(thisYear, 3 * scale, target)?.tenthsOfPercent).toBe(333);
  });

  test('B, ever reached over ever enrolled: 71.4 %', () => {
    const everReached = countsOn(plan, lastDay, pupils)['plan student b'] ?? 0;
    const ever = everEnrolled(papers([2027, 2028, 2029, 2030]), plan.from, lastDay).get('organisation:S1:upper-secondary');

    expect([everReached, ever?.people]).toEqual([5 * scale, 7 * scale]);
    expect(judge(everReached, ever?.people, target)?.tenthsOfPercent).toBe(714);
  });

  test('B has no denominator while the newcomers of one year are not known', () => {
    const everKnown = (years: readonly number[]) => everEnrolled(papers(years), plan.from, lastDay).size;

    expect([everKnown([2027, 2028, 2029, 2030]), everKnown([2027, 2029, 2030]), everKnown([])]).toEqual([1, 0, 0]);
  });

  test('a paper about everybody stands in for the years before it', () => {
    const paper = { ...denominator('organisation', 'S1', 'upper-secondary', 123), measure: 'ever' as const, asOf: '2029-10-01' };

    const ever = everEnrolled([...papers([2030]), paper], plan.from, lastDay);

    expect(ever.get('organisation:S1:upper-secondary')?.people).toBe(123 + scale);
  });
});

describe('ever reached', () => {
  const plan = planOf('2026-01-01', '2031-01-01');
  const b = (day: string, rows: readonly StoredRow[]) =>
    Object.fromEntries(Object.entries(countsOn(plan, day, [rows])).filter(([name]) => name.endsWith(' b')));

  test('stays when somebody moves on: once at each school, and once in all', () => {
    const rows = [row('2026-03-01'), row('2026-10-01', { organisation: 'S2' })];

    expect(b('2030-12-31', rows)).toEqual({ '68001 student b': 1, 'S1 student b': 1, 'S2 student b': 1, 'plan student b': 1 });
  });

  test('leaves out who is not identified, and who took back that they are counted', () => {
    const unknown = [row('2026-03-01', { identified: false })];
    const withdrawn = [row('2026-03-01'), row('2026-05-01', { rung: 'listed', parts: [], ends: true })];

    expect([b('2030-12-31', unknown), b('2026-04-30', withdrawn)['plan student b'], b('2030-12-31', withdrawn)]).toEqual([{}, 1, {}]);
  });
});
