import { areasToChoose } from '../../../server/conversation/areas-to-choose';
import { areaTree } from '../../../server/reach/area-tree';

const place = (_id: string, name: string, level: 'country' | 'province' | 'commune', parent?: string) => ({
  _id,
  name,
  level,
  validFrom: '2025-07-01',
  ...(parent === undefined ? {} : { parent }),
});
const tree = areaTree([
  place('VN', 'Việt Nam', 'country'),
  place('68', 'Tỉnh Lâm Hà', 'province', 'VN'),
  place('68001', 'Xã Đồi Thông', 'commune', '68'),
  place('68002', 'Phường Thông', 'commune', '68'),
  { ...place('68003', 'Xã Cũ', 'commune', '68'), validTo: '2026-01-01' },
  place('70', 'Tỉnh Sông Xanh', 'province', 'VN'),
  place('70001', 'Xã Đồi Thông', 'commune', '70'),
]);
const codes = (found: readonly { readonly code: string }[]) => found.map(({ code }) => code);

describe('the areas a learner may choose', () => {
  const all = areasToChoose(tree, '2026-11-22');

  test('begin with the provinces, never the country', () => {
    expect(codes(all.children())).toEqual(['68', '70']);
  });

  test('begin with the one province of an installation, and end there', () => {
    const here = areasToChoose(tree, '2026-11-22', '68');

    expect(codes(here.children())).toEqual(['68']);
    expect(codes(here.find('doi thong'))).toEqual(['68001']);
    expect(here.named('70001')).toBeUndefined();
  });

  test('are those in force on the day', () => {
    expect(codes(all.children('68'))).toEqual(['68001', '68002']);
    expect(codes(areasToChoose(tree, '2025-12-31').children('68'))).toContain('68003');
    expect(codes(areasToChoose(tree, '2025-06-30').children())).toEqual([]);
  });

  test.each([
    ['Xã Đồi Thông', ['68001', '70001']],
    ['doi thong', ['68001', '70001']],
    ['thông', ['68002', '68001', '70001']],
    ['lam ha', ['68']],
    ['x', []],
    ['', []],
    ['{"$ne":1}', []],
    ['không có nơi này', []],
  ])('are found by name, with diacritics or without: %s', (text, expected) => {
    expect(codes(all.find(text))).toEqual(expected);
  });

  test('say to which province a commune belongs', () => {
    expect(all.named('70001')).toEqual({ code: '70001', name: 'Xã Đồi Thông', parentName: 'Tỉnh Sông Xanh' });
  });
});
