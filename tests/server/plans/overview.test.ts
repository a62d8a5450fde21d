import { overviewOf } from '../../../server/plans/overview';
import { readPlanFile } from '../../../server/reach/plan';
import { student, wholePlan } from '../console/sample-figures';

const query = { reading: 'C', cutOff: '2026-11-22' } as const;

function version(calendar: string) {
  const read = readPlanFile(
    `{id: P, source_kind: full_text, issuer: A, number: "1", issued: "2026-01-01", period: {from: 2026, to: 2027}, indicators: [], calendar: ${calendar}}`,
  );
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read;
}

const yearly = version('[{type: half_year, by: A, to: [B], before: "06-25"}, {type: year, by: A, to: [B], before: "12-20"}]');

describe('a plan in a few numbers', () => {
  test('says how many targets are met, and where most people are missing or unsure', () => {
    const met = student(query, wholePlan, 800, 810, 1_000);
    const missing = student(query, wholePlan, 100, 400, 1_000);
    const { verdict: _verdict, ...open } = student(query, wholePlan, 10, 12, 1_000);

    const overview = overviewOf(
      [met, missing, { ...open, denominator: { status: 'incomplete', people: 0, missing: [] } }],
      yearly,
      '2026-11-22',
    );

    expect([overview.targets, overview.judged, overview.met]).toEqual([3, 2, 1]);
    expect([overview.widest?.people, overview.biggest?.people]).toEqual([300, 600]);
  });

  test.each([
    { today: '2026-06-24', next: '2026-06-25' },
    { today: '2026-06-25', next: '2026-12-20' },
    { today: '2026-12-21', next: '2027-06-25' },
    { today: '2027-12-21', next: undefined },
  ])('on $today the next report is due before $next', ({ today, next }) => {
    expect(overviewOf([], yearly, today).next?.late).toBe(next);
  });
});
