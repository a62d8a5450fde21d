import fc from 'fast-check';
import { fold, toned } from '../../../courses/search/fold';

describe('folding text', () => {
  test.each([
    { text: 'Đường dây nóng', folded: 'duong day nong' },
    { text: 'XÓA DỮ LIỆU', folded: 'xoa du lieu' },
    { text: 'xoá', folded: 'xoa' },
    { text: '  Người   bán\u00a0dâm\n', folded: 'nguoi ban dam' },
    { text: 'ưƯơƠăĂâÂêÊôÔđĐ', folded: 'uuooaaaaeeoodd' },
    { text: 'nghỉ ngơi 24/7', folded: 'nghi ngoi 24/7' },
    { text: 'İstanbul', folded: 'istanbul' },
    { text: '', folded: '' },
  ])('"$text" is "$folded"', ({ text, folded }) => {
    expect(fold(text)).toBe(folded);
  });

  test('is the same for composed and decomposed letters, and folding again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const folded = fold(text);

        expect(fold(text.normalize('NFC'))).toBe(folded);
        expect(fold(text.normalize('NFD'))).toBe(folded);
        expect(fold(folded)).toBe(folded);
      }),
    );
  });

  test('leaves no mark on any letter', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/\p{M}|đ|^\s|\s$|\s\s/u.test(fold(text))));
  });
});

describe('the tone of a word', () => {
  test.each([
    ['hoà', 'hòa'],
    ['XOÁ', 'xóa'],
    ['uỷ', 'ủy'],
    ['thuý', 'thúy'],
  ])('%s and %s are the same word', (one, other) => {
    expect(toned(one)).toBe(toned(other));
  });

  test.each([
    ['bán', 'bạn'],
    ['bán', 'ban'],
    ['tội', 'tôi'],
    ['mua bán', 'múa ban'],
    ['dam', 'đam'],
  ])('%s and %s are not', (one, other) => {
    expect(toned(one)).not.toBe(toned(other));
  });
});
