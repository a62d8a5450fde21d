import {
  addDays,
  addMonths,
  dayOf,
  endOfLastWeek,
  endOfSchoolYear,
  lastDayOf,
  monthsBetween,
  startOfNextYear,
} from '../../../server/reach/period';

describe('a day in Viet Nam', () => {
  test.each([
    { at: '2026-11-21T16:59:59.999Z', day: '2026-11-21' },
    { at: '2026-11-21T17:00:00.000Z', day: '2026-11-22' },
    { at: '2026-12-31T17:00:00.000Z', day: '2027-01-01' },
    { at: '2024-02-28T17:00:00.000Z', day: '2024-02-29' },
  ])('$at is $day', ({ at, day }) => {
    expect(dayOf(new Date(at))).toBe(day);
  });
});

describe('days and months', () => {
  test.each([
    { what: 'the day after a leap day', got: addDays('2024-02-29', 1), want: '2024-03-01' },
    { what: 'the day before New Year', got: addDays('2026-01-01', -1), want: '2025-12-31' },
    { what: 'a month after 31 January', got: addMonths('2026-01-31', 1), want: '2026-02-28' },
    { what: 'a year and a half on', got: addMonths('2026-09-05', 18), want: '2028-03-05' },
    { what: 'the end of February', got: lastDayOf('2028-02'), want: '2028-02-29' },
    { what: 'the year after', got: startOfNextYear('2026-12-31'), want: '2027-01-01' },
    { what: 'a school year seen in spring', got: endOfSchoolYear('2026-05-10'), want: '2026-09-01' },
    { what: 'the last day of a school year', got: endOfSchoolYear('2026-08-31'), want: '2026-09-01' },
    { what: 'the first day of a school year', got: endOfSchoolYear('2026-09-01'), want: '2027-09-01' },
    { what: 'the week that ends on a Sunday', got: endOfLastWeek('2026-11-22'), want: '2026-11-22' },
    { what: 'the week before a Saturday', got: endOfLastWeek('2026-11-21'), want: '2026-11-15' },
  ])('$what: $want', ({ got, want }) => {
    expect(got).toBe(want);
  });

  test('months between two days count both ends', () => {
    expect(monthsBetween('2026-11-30', '2027-01-01')).toEqual(['2026-11', '2026-12', '2027-01']);
    expect(monthsBetween('2026-11-30', '2026-10-01')).toEqual([]);
  });
});
