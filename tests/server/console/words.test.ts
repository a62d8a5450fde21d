import { readFilters, toFigureQuery } from '../../../server/console/filters';
import { createFormat, today } from '../../../server/console/format';
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

  test.each([{ node: { $ne: 1 } }, { node: 'plan:x' }, { node: 'area:' }, { by: ['area'] }, { sort: 'constructor' }, { reading: 'B' }])(
    'and filters that make no sense are left out: %j',
    (query) => {
      expect(readFilters(query)).toEqual(Object.fromEntries(Object.keys(query).map((key) => [key, undefined])));
    },
  );
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
