import { checkContent } from '../../courses/check-content';
import { formatIssue, severityOf } from '../../courses/content-issue';
import { contentFolder, today } from '../content/content-folder';
import { lessonWith, removeContent, smallContent, writeContent } from './support/small-content';

afterAll(removeContent);

const check = (files: Parameters<typeof writeContent>[0], on: string) => checkContent(writeContent(files), on).map(formatIssue);
const lapsing = smallContent['sources.yaml'].replace('from: 2020-01-01', 'from: 2020-01-01, to: 2027-01-01, replaced_by: LINE');

describe('checking content on a day', () => {
  test('finds nothing while everything applies', () => {
    expect(check({}, '2026-11-22')).toEqual([]);
  });

  test('names each citation of a source that has lapsed, and what replaced it', () => {
    expect(check({ 'sources.yaml': lapsing }, '2027-01-01')).toEqual([
      'courses/a/a-1.yaml:12:12 A-1-P1 cites LAW-D1, which no longer applies on 2027-01-01; LINE replaced it [source_lapsed]',
      'courses/a/a-1.yaml:25:12 A-1-Q1 cites LAW-D1, which no longer applies on 2027-01-01; LINE replaced it [source_lapsed]',
      'courses/a/a-1.yaml:32:12 A-1-Q2 cites LAW-D1, which no longer applies on 2027-01-01; LINE replaced it [source_lapsed]',
      'faq/general.yaml:1:58 F-1 cites LAW-D1, which no longer applies on 2027-01-01; LINE replaced it [source_lapsed]',
    ]);
  });

  test('names a source that does not apply yet', () => {
    expect(check({}, '2019-12-31').filter((issue) => issue.includes('A-1-P1'))).toEqual([
      'courses/a/a-1.yaml:12:12 A-1-P1 cites LAW-D1, which does not apply yet on 2019-12-31 [source_not_in_force]',
    ]);
  });

  test.each([
    { on: '2027-05-01', issues: [] },
    {
      on: '2027-05-02',
      issues: [
        'courses/a/a-1.yaml:8:12 A-1 was to be read again by 2027-05-01 [review_overdue]',
        'faq/general.yaml:1:78 F-1 was to be read again by 2027-05-01 [review_overdue]',
      ],
    },
  ])('tells what is due for review: $on', ({ on, issues }) => {
    expect(check({}, on)).toEqual(issues);
  });

  test('says when a lesson begins', () => {
    expect(check({}, '2026-10-31')).toEqual(['courses/a/a-1.yaml:7:17 A-1 begins on 2026-11-01 [not_yet_effective]']);
  });

  test('puts faults and dates in reading order', () => {
    const found = checkContent(
      writeContent({ 'courses/a/a-1.yaml': lessonWith('cite: [LINE]', 'cite: [NOWHERE]'), 'sources.yaml': lapsing }),
      '2028-01-01',
    );

    expect(found.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '8 review_overdue',
      '12 source_lapsed',
      '16 unknown_source',
      '25 source_lapsed',
      '32 source_lapsed',
      '1 source_lapsed',
      '1 review_overdue',
    ]);
  });
});

describe('the content of the product', () => {
  test('is clean today', () => {
    expect(checkContent(contentFolder, today)).toEqual([]);
  });

  test('when the law on legal aid changes, only warns, and names what it withdraws', () => {
    const issues = checkContent(contentFolder, '2027-01-01');

    expect(issues.filter((issue) => severityOf(issue) === 'error')).toEqual([]);
    expect(issues.filter(({ code }) => code === 'source_lapsed').map(({ file, message }) => [file, message.split(',')[0]])).toEqual([
      ['courses/csdv/csdv-6.yaml', 'CSDV-6-P2 cites LTGPL-D7'],
      ['faq/help.yaml', 'FAQ-TRO-GIUP-PHAP-LY cites LTGPL-D7'],
    ]);
  });

  test('is all due for review half a year on', () => {
    const overdue = checkContent(contentFolder, '2027-05-02').filter(({ code }) => code === 'review_overdue');

    expect(overdue.filter(({ file }) => file.startsWith('courses/'))).toHaveLength(25);
  });
});
