import { readFilters, toFigureQuery } from '../../../server/console/filters';
import { createFormat, today } from '../../../server/console/format';
import { periodsOf } from '../../../server/console/plan-periods';
import { trendFinding } from '../../../server/console/trend-finding';
import { loadTexts } from '../../../server/i18n';
import { samplePlans, sampleTrend } from './sample-figures';

describe('numbers and days', () => {
  const [vi, en] = [createFormat('vi'), createFormat('en')];

  test.each([
    { what: 'a share', vi: vi.share(699), en: en.share(699), wanted: ['69,9\u00a0%', '69.9\u00a0%'] },
    { what: 'a whole share', vi: vi.share(1000), en: en.share(1000), wanted: ['100,0\u00a0%', '100.0\u00a0%'] },
    { what: 'thousands', vi: vi.number(1234567), en: en.number(1234567), wanted: ['1.234.567', '1,234,567'] },
    { what: 'a loss', vi: vi.signed(-12), en: en.signed(-12), wanted: ['-12', '-12'] },
    { what: 'a day', vi: vi.day('2026-09-05'), en: en.day('2026-09-05'), wanted: ['05/09/2026', '5 Sept 2026'] },
  ])('$what reads right in both languages', ({ vi, en, wanted }) => {
    expect([vi, en]).toEqual(wanted);
  });

  test('a moment is told in Vietnam time', () => {
    expect(vi.moment(new Date('2026-11-21T17:00:00Z'))).toBe('00:00:00, 22/11/2026');
  });

  test.each([
    { now: '2026-11-21T16:59:59Z', day: '2026-11-21' },
    { now: '2026-11-21T17:00:00Z', day: '2026-11-22' },
  ])('at $now it is $day in Vietnam', ({ now, day }) => {
    expect(today(new Date(now))).toBe(day);
  });
});

describe('the cut-off', () => {
  const [open, closed] = samplePlans;

  test.each([
    { asked: undefined, plan: open, used: '2026-11-22' },
    { asked: '2026-06-30', plan: open, used: '2026-06-30' },
    { asked: '2027-01-01', plan: open, used: '2026-11-22' },
    { asked: '2020-01-01', plan: open, used: '2026-01-01' },
    { asked: undefined, plan: closed, used: '2025-12-31' },
    { asked: '2026-11-22', plan: closed, used: '2025-12-31' },
    { asked: '2026-02-30', plan: open, used: '2026-11-22' },
    { asked: 'yesterday', plan: open, used: '2026-11-22' },
  ])('asked for $asked is $used', ({ asked, plan, used }) => {
    if (plan === undefined) throw new Error('no such plan');

    expect(toFigureQuery(plan, readFilters({ cutOff: asked }), undefined, '2026-11-22').cutOff).toBe(used);
  });

  test.each([
    { node: { $ne: 1 } },
    { node: 'plan:x' },
    { node: 'area:' },
    { by: ['area'] },
    { sort: 'constructor' },
    { reading: 'B' },
    { period: '2026-Q0' },
  ])('and filters that make no sense are left out: %j', (query) => {
    expect(readFilters(query)).toEqual(Object.fromEntries(Object.keys(query).map((key) => [key, undefined])));
  });
});

describe('the period', () => {
  const [open, closed] = samplePlans;

  test.each([
    { asked: { period: '2026' }, plan: open, since: '2026-01-01', used: '2026-11-22' },
    { asked: { period: '2026-H1' }, plan: open, since: '2026-01-01', used: '2026-06-30' },
    { asked: { period: '2026-H2' }, plan: open, since: '2026-07-01', used: '2026-11-22' },
    { asked: { period: '2026-Q1' }, plan: open, since: '2026-01-01', used: '2026-03-31' },
    { asked: { period: '2026-Q3' }, plan: open, since: '2026-07-01', used: '2026-09-30' },
    { asked: { period: '2026-Q3', cutOff: '2026-09-15' }, plan: open, since: '2026-07-01', used: '2026-09-15' },
    { asked: { period: '2026-Q3', cutOff: '2026-02-15' }, plan: open, since: '2026-07-01', used: '2026-09-30' },
    { asked: { period: '2026-Q3', cutOff: '2026-11-22' }, plan: open, since: '2026-07-01', used: '2026-09-30' },
    { asked: { period: '2027' }, plan: open, since: undefined, used: '2026-11-22' }, // not begun
    { asked: { period: '2025-Q4' }, plan: open, since: undefined, used: '2026-11-22' }, // before the plan
    { asked: { period: '2026-Q5' }, plan: open, since: undefined, used: '2026-11-22' },
    { asked: { period: '' }, plan: open, since: undefined, used: '2026-11-22' },
    { asked: { period: '2025' }, plan: closed, since: '2025-01-01', used: '2025-12-31' },
  ])('$asked is from $since to $used', ({ asked, plan, since, used }) => {
    if (plan === undefined) throw new Error('no such plan');

    expect(toFigureQuery(plan, readFilters(asked), undefined, '2026-11-22')).toMatchObject({
      cutOff: used,
      ...(since === undefined ? {} : { since }),
    });
    expect(toFigureQuery(plan, readFilters(asked), undefined, '2026-11-22').since).toBe(since);
  });

  test('may be any year, half-year and quarter that has begun, the latest year first', () => {
    const ids = periodsOf({ from: '2025-01-01', to: '2029-12-31' }, '2026-05-05').map(({ id }) => id);

    expect(ids).toEqual([
      '2026',
      '2026-H1',
      '2026-Q1',
      '2026-Q2',
      '2025',
      '2025-H1',
      '2025-H2',
      '2025-Q1',
      '2025-Q2',
      '2025-Q3',
      '2025-Q4',
    ]);
  });
});

describe('the finding of a trend', () => {
  const view = { t: loadTexts()('vi', 'console'), format: createFormat('vi') };

  test('tells from where to where, and the best month', () => {
    expect(trendFinding(view, sampleTrend)).toBe(
      'Từ 01/2026 đến 11/2026, số người chính thức đi từ 120 đến 2.104. Tháng tăng nhiều nhất: 09/2026 (+335).',
    );
  });

  test('does not call a fall a gain', () => {
    const falling = [
      { month: '2026-01', cutOff: '2026-01-31', low: 40 },
      { month: '2026-02', cutOff: '2026-02-28', low: 31 },
    ];

    expect(trendFinding(view, falling)).toContain('không tháng nào tăng');
  });

  test('skips months that are withheld, and needs two', () => {
    const withheld = { month: '2026-01', cutOff: '2026-01-31' };
    const known = { month: '2026-02', cutOff: '2026-02-28', low: 31 };

    expect(trendFinding(view, [withheld, known])).toBeUndefined();
    expect(trendFinding(view, [])).toBeUndefined();
  });
});
