import fc from 'fast-check';
import { gapOf, paceOf } from '../../../server/plans/gap';
import type { Figure } from '../../../server/reach/figure';
import { judge } from '../../../server/reach/judge';
import { student, wholePlan } from '../console/sample-figures';

const query = { reading: 'C', cutOff: '2026-11-22' } as const;
const goal = { basisPoints: 6_000, strict: false, by: '2027-06-30' };

function school(name: string, low: number, people: number): Figure {
  return student(query, { kind: 'organisation', id: name, name }, low, low, people);
}

function withheld(name: string): Figure {
  const { low: _low, high: _high, verdict: _verdict, ...rest } = school(name, 2, 900);
  return { ...rest, suppressed: true };
}

describe('the gap of a target', () => {
  test('is how many people its share still needs', () => {
    const gap = gapOf(student(query, wholePlan, 500, 600, 1_000), [], goal);

    expect(gap?.missing).toBe(100);
  });

  test('is closed fastest where most people are missing, five places at most', () => {
    const rows = [10, 60, 20, 50, 40, 30].map((people) => school(`T${people}`, 0, people));

    const gap = gapOf(student(query, wholePlan, 500, 600, 1_000), rows, goal);

    expect(gap?.closest.map(({ people }) => people)).toEqual([60, 50, 40, 30, 20]);
    expect([gap?.together, gap?.left]).toEqual([200, 0]);
  });

  test('names no place whose figure is withheld, however many are missing there', () => {
    const gap = gapOf(student(query, wholePlan, 500, 600, 1_000), [withheld('T1'), school('T2', 10, 40)], goal);

    expect(gap?.closest.map(({ figure }) => figure.node.name)).toEqual(['T2']);
    expect([gap?.withheld, gap?.left]).toEqual([1, 70]);
  });

  test('is told of no service workers, and of nothing without a denominator', () => {
    const total = student(query, wholePlan, 500, 600, 1_000);
    const { verdict: _verdict, ...open } = total;

    expect(gapOf({ ...total, indicator: { ...total.indicator, population: 'service-worker' } }, [], goal)).toBeUndefined();
    expect(gapOf({ ...open, denominator: { status: 'incomplete', people: 10, missing: [] } }, [], goal)).toBeUndefined();
  });

  test('is closed when so many more are reached, and not before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 100_000 }), fc.integer({ min: 1, max: 10_000 }), fc.nat(), (people, basisPoints, part) => {
        const low = part % people;
        const missing = gapOf(student(query, wholePlan, low, low, people), [], { ...goal, basisPoints })?.missing ?? 0;
        const target = { basisPoints, strict: false, written: '' };
        expect(judge(low + missing, people, target)?.met).toBe(true);
        if (missing > 0) expect(judge(low + missing - 1, people, target)?.met).toBe(false);
      }),
    );
  });
});

describe('the pace to a day', () => {
  const why = { vi: 'nghỉ', en: 'closed' };
  const tet = { period: { id: 'tet', why, from: '2027-01-30', to: '2027-02-13', assumed: true } };
  const exams = {
    populations: ['upper-secondary' as const],
    period: { id: 'exams', why, every_year: { from: '12-20', to: '01-11' }, assumed: false },
  };

  test.each([
    { populations: ['ip-worker'] as const, days: 56, perWeek: 13, closed: ['tet'] },
    { populations: ['upper-secondary'] as const, days: 34, perWeek: 21, closed: ['tet', 'exams'] },
  ])('for $populations leaves out $closed', ({ populations, days, perWeek, closed }) => {
    const pace = paceOf(100, { after: '2026-12-05', by: '2027-02-13' }, populations, [tet, exams]);

    expect([pace.days, pace.perWeek]).toEqual([days, perWeek]);
    expect(pace.closed.map(({ period }) => period.id)).toEqual(closed);
  });
});
