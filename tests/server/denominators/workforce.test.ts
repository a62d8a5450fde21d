import { readWorkforce } from '../../../server/denominators/read-workforce';
import { writtenDayOrMonth } from '../../../server/denominators/written-day';
import { workbook } from '../../support/workbook';

const today = '2026-11-18';
const heads = ['Tháng', 'Lao động của doanh nghiệp', 'Lao động thuê lại', 'Lao động thời vụ'];
const read = (rows: Parameters<typeof workbook>[0][number]['rows']) => readWorkforce(workbook([{ name: 'Lao động', rows }]), today);

test.each([
  ['10/2026', '2026-10-31'],
  ['Tháng 2 năm 2024', '2024-02-29'],
  ['tháng 11/2026', today],
  ['30/9/2026', '2026-09-30'],
  ['2026-09-30', '2026-09-30'],
  ['13/2026', '13/2026'],
])('an office that writes %s means %s', (text, day) => {
  expect(writtenDayOrMonth(text, today)).toBe(day);
});

test('agency and seasonal workers stand beside the enterprise’s own; an empty cell of theirs is nobody, a month without any number is not filled in', async () => {
  const months = await read([['CÔNG TY MAY THỬ'], heads, ['9/2026', '1.060', 25, 10], ['10/2026', 58], ['11/2026']]);

  expect(months).toEqual({
    entries: [
      { asOf: '2026-09-30', direct: 1060, agency: 25, seasonal: 10 },
      { asOf: '2026-10-31', direct: 58, agency: 0, seasonal: 0 },
    ],
  });
});

test('every line that is wrong is named, and nothing of the file is taken', async () => {
  const months = await read([
    heads,
    ['9/2026', 60],
    ['9/2026', 61],
    ['12/2026', 5],
    ['tuần 3', 5],
    ['10/2026', 'sáu mươi'],
    ['8/2026', '', 4],
  ]);

  expect('faults' in months ? months.faults.map(({ line, column, message }) => `${line} ${column} ${message}`) : months).toEqual([
    '3 asOf repeated',
    '4 asOf toCome',
    '5 asOf notADay',
    '6 direct notANumber',
    '7 direct required',
  ]);
});

test('a file without the column of the enterprise’s own is not guessed at', async () => {
  expect(
    await read([
      ['Tháng', 'Tổng cộng'],
      ['9/2026', 60],
    ]),
  ).toEqual({ missing: ['direct'] });
});
