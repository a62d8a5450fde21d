import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlanFile } from '../../../server/reach/plan';
import { dueDateOf } from '../../../server/reports/due-dates';
import { findPeriod, reportPeriods } from '../../../server/reports/report-period';

const plan = { from: '2026-01-01', to: '2030-12-31' };

describe('the window of a periodic report', () => {
  test.each([
    { id: '2027-Q1', from: '2026-12-15', to: '2027-03-14' },
    { id: '2027-Q2', from: '2027-03-15', to: '2027-06-14' },
    { id: '2027-Q4', from: '2027-09-15', to: '2027-12-14' },
    { id: '2027-H1', from: '2026-12-15', to: '2027-06-14' },
    { id: '2027-H2', from: '2027-06-15', to: '2027-12-14' },
    { id: '2027', from: '2026-12-15', to: '2027-12-14' },
    { id: '2026-H1', from: '2026-01-01', to: '2026-06-14' }, // the plan began on 1 January
    { id: 'interim-2028-06-30', from: '2026-01-01', to: '2028-06-30' },
    { id: 'final-2030-12-31', from: '2026-01-01', to: '2030-12-31' },
  ])('$id runs from $from to $to', ({ id, from, to }) => {
    expect(findPeriod(plan, id)).toMatchObject({ id, from, to });
  });

  test.each(['2025-H1', '2032', '2027-Q5', 'final-2031-01-01', 'interim-2025-12-31', '', 'NaN'])('%p is no period of the plan', (id) => {
    expect(findPeriod(plan, id)).toBeUndefined();
  });

  test('periods are listed once they have begun, the latest first', () => {
    const ids = reportPeriods(plan, ['half_year', 'year'], '2026-12-20').map(({ id }) => id);

    expect(ids).toEqual(['2027', '2027-H1', '2026', '2026-H2', '2026-H1']);
  });
});

describe('the day a report is due', () => {
  const langSon = fileOf('lang-son-2022.yaml');

  test.each([
    { type: 'half_year', late: '2022-06-25', cutOff: '2022-06-17' },
    { type: 'year', late: '2022-12-25', cutOff: '2022-12-17' },
  ] as const)('$type: "before" is the first late day, and the office closes a week earlier', ({ type, late, cutOff }) => {
    expect(dueDateOf({ file: langSon }, { type, year: 2022 })).toMatchObject({ late, cutOff, line: 100 });
  });

  test('a plan that names no day has none', () => {
    expect(dueDateOf({ file: fileOf('ben-tre-2021-2025.yaml') }, { type: 'quarter', year: 2022 })).toBeUndefined();
  });
});

function fileOf(name: string) {
  const read = readPlanFile(readFileSync(join(__dirname, '../../../content/plans', name), 'utf8'));
  if ('faults' in read) throw new Error(read.faults.join());
  return read.file;
}
