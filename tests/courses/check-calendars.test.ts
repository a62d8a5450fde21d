import { checkContent } from '../../courses/check-content';
import { formatIssue } from '../../courses/content-issue';
import { removeContent, writeContent } from './support/small-content';

afterAll(removeContent);

const check = (text: string, on = '2026-11-22') => checkContent(writeContent({ 'calendars/own.yaml': text }), on).map(formatIssue);
const days = (entry: string) => `kind: closed-days\nreview_by: 2027-01-01\ndays:\n  - ${entry}\n`;
const pattern = (turns: string) =>
  `kind: shifts\nreview_by: 2027-01-01\npatterns:\n  - { id: nights, title: { vi: Ca, en: Shift }, turns: ${turns} }\n`;

describe('a calendar', () => {
  test.each([
    { of: 'one period', text: days('{ id: a, why: { vi: Hè, en: Summer }, from: 2027-06-01, to: 2027-06-02 }') },
    { of: 'a period over New Year', text: days('{ id: a, why: { vi: Thi, en: Exams }, every_year: { from: 12-20, to: 01-05 } }') },
    { of: 'a shift that leaves an hour', text: pattern("[{ days: 7, closed: ['06:00-19:00'] }]") },
    { of: 'nights with days off between', text: pattern("[{ days: 5, closed: ['20:00-20:30', '07:00-21:00'] }, { days: 2, closed: [] }]") },
  ])('of $of is sound', ({ text }) => {
    expect(check(text)).toEqual([]);
  });

  test.each([
    { fault: 'period_reversed', text: days('{ id: a, why: { vi: Hè, en: Summer }, from: 2027-06-02, to: 2027-06-02 }') },
    { fault: 'period_reversed', text: days('{ id: a, why: { vi: Hè, en: Summer }, every_year: { from: 06-01, to: 06-01 } }') },
    { fault: 'duplicate_id', text: days('{ id: new-year, why: { vi: Hè, en: Summer }, from: 2027-06-01, to: 2027-06-02 }') },
    { fault: 'shift_never_open', text: pattern("[{ days: 7, closed: ['06:00-19:01'] }]") },
    { fault: 'shift_never_open', text: pattern("[{ days: 7, closed: ['19:30-19:00'] }]") },
    { fault: 'wrong_shape', text: pattern("[{ days: 7, closed: ['24:00-06:00'] }]") },
    { fault: 'wrong_shape', text: pattern("[{ days: 7, closed: ['06:00-06:00'] }]") },
    { fault: 'wrong_shape', text: days('{ id: a, why: { vi: Hè, en: Summer }, every_year: { from: 13-01, to: 06-01 } }') },
    { fault: 'wrong_shape', text: 'kind: weeks\n' },
  ])('with a fault is named: $fault', ({ fault, text }) => {
    expect(check(text)).toEqual([expect.stringMatching(new RegExp(`^calendars/own\\.yaml:\\d+:\\d+ .* \\[${fault}\\]$`))]);
  });

  test('is to be read again when its day has come', () => {
    const text = days('{ id: a, why: { vi: Hè, en: Summer }, from: 2027-06-01, to: 2027-06-02 }');

    expect(check(text, '2027-01-02')).toEqual(['calendars/own.yaml:2:12 the calendar was to be read again by 2027-01-01 [review_overdue]']);
  });
});
