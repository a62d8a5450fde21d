import fc from 'fast-check';
import { sortColumns } from '../../../server/console/filters';
import { sortRows } from '../../../server/console/sort-rows';
import type { Figure } from '../../../server/reach/figure';
import { student } from './sample-figures';

const incomplete = { status: 'incomplete', people: 700, missing: ['Trường B'] } as const;
const at = { reading: 'C', cutOff: '2026-11-22' } as const;

const row = fc.record({ name: fc.string(), low: fc.nat(500), suppressed: fc.boolean() }).map(({ name, low, suppressed }): Figure => {
  const figure = student(at, { kind: 'organisation', id: name, name }, low, low + 10, 600);
  if (!suppressed) return figure;
  const {
    low: _low,
    high: _high,
    verdict: _verdict,
    highVerdict: _highVerdict,
    attendances: _lot,
    understood: _understood,
    ...rest
  } = figure;
  return { ...rest, suppressed: true };
});
const order = fc.constantFrom('ascending' as const, 'descending' as const);

describe('sorting rows', () => {
  test('neither loses nor adds any, whatever the column', () => {
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom(...sortColumns), order, (rows, sort, direction) => {
        expect(new Set(sortRows(rows, { sort, order: direction }))).toEqual(new Set(rows));
      }),
    );
  });

  test('puts a denominator that is not complete last, however many are known of it', () => {
    const known = student(at, { kind: 'organisation', id: 'known', name: 'A' }, 10, 20, 600);
    const partly: Figure = { ...known, node: { kind: 'organisation', id: 'partly', name: 'B' }, denominator: incomplete };

    for (const order of ['ascending', 'descending'] as const) {
      expect(sortRows([partly, known], { sort: 'denominator', order }).map(({ node }) => node.id)).toEqual(['known', 'partly']);
    }
  });

  test('puts what is withheld last, up or down', () => {
    fc.assert(
      fc.property(fc.array(row), order, (rows, direction) => {
        const sorted = sortRows(rows, { sort: 'low', order: direction }).map(({ low }) => low);
        const known = sorted.filter((low) => low !== undefined);

        expect(sorted.slice(0, known.length)).toEqual([...known].sort((a, b) => (direction === 'ascending' ? a - b : b - a)));
      }),
    );
  });

  test('knows Vietnamese letters and numbers in names', () => {
    const names = ['Trường Đức Trọng', 'Trường Dran', 'Trường 10', 'Trường Đạ Huoai', 'Trường 2', 'Trường Em'];
    const rows = names.map((name) => student(at, { kind: 'organisation', id: name, name }, 1, 1, 10));

    expect(sortRows(rows, {}).map(({ node }) => node.name)).toEqual([
      'Trường 2',
      'Trường 10',
      'Trường Dran',
      'Trường Đạ Huoai',
      'Trường Đức Trọng',
      'Trường Em',
    ]);
  });
});
