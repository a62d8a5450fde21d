import { judge } from '../../../server/reach/judge';
import type { StoredRow } from '../../../server/reach/person-history';
import { countsOn, planOf, row } from './support/rows';

/** `docs/design/reach.md` §5: a school of 3,000, 1,000 new pupils a year, each reached on entry, three-year course, five years. */
describe('the school of the worked example', () => {
  const plan = planOf('2026-09-01', '2031-09-01');
  const scale = 20; // pupils counted singly, of each 1,000
  const pupils = [2026, 2027, 2028, 2029, 2030].flatMap((entry) => Array.from({ length: scale }, (_, n) => pupil(entry, n)));
  const target = { basisPoints: 7_000, strict: false, written: '70%' };
  const lastDay = '2031-08-31';

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
    const everReached = pupils.filter((rows) => countsOn(plan, lastDay, [rows])['plan student luot'] !== undefined).length;

    expect(judge(everReached, 7 * scale, target)?.tenthsOfPercent).toBe(714);
  });
});
