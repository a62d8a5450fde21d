import { calendarConflicts, planCalendar } from '../../../server/plans/calendar';
import type { ReportDue } from '../../../server/reach/plan-file';

const units = (before: string): ReportDue => ({ type: 'year', by: 'xã', to: ['Sở'], before });
const office = (before?: string): ReportDue => ({ type: 'year', by: 'Sở', to: ['UBND tỉnh'], ...(before === undefined ? {} : { before }) });

function conflictsOf(...calendar: ReportDue[]) {
  return calendarConflicts(planCalendar([{ id: 'P', file: { calendar, number: '1/KH' } }], 2026));
}

describe('a calendar of reports', () => {
  test.each([
    { lower: '12-25', upper: '12-20', cutOff: ['2026-12-12'] },
    { lower: '12-20', upper: '12-20', cutOff: ['2026-12-12'] },
    { lower: '12-15', upper: '12-20', cutOff: [] },
    { lower: '12-25', upper: undefined, cutOff: [] },
  ])('units before $lower, the office before $upper: $cutOff.length conflicts', ({ lower, upper, cutOff }) => {
    expect(conflictsOf(units(lower), office(upper)).map((conflict) => conflict.cutOff)).toEqual(cutOff);
  });

  test('does not compare reports of different types, or offices that do not report to each other', () => {
    expect(conflictsOf(units('12-25'), { ...office('12-20'), type: 'half_year' })).toEqual([]);
    expect(conflictsOf(units('12-25'), { ...office('12-20'), by: 'Công an tỉnh' })).toEqual([]);
  });

  test('finds what collides between two plans', () => {
    const plan = (id: string, entry: ReportDue) => ({ id, file: { calendar: [entry], number: id } });

    const [conflict] = calendarConflicts(planCalendar([plan('A', units('12-25')), plan('B', office('12-20'))], 2026));

    expect([conflict?.lower.plan, conflict?.upper.plan]).toEqual(['A', 'B']);
  });
});
