import { readTyped, textLimit } from '../../../../server/widget/client/typed-text';

describe('typed text', () => {
  test.each([
    { typed: 'nothing', given: '', kind: 'empty' },
    { typed: 'spaces and line ends', given: ' \n\t ', kind: 'empty' },
    { typed: 'only zero-width letters', given: '\u200b\u200d\u2060\ufeff', kind: 'empty' },
    { typed: 'only control letters', given: '\u0000\u0007', kind: 'empty' },
    { typed: 'too much', given: 'ữ'.repeat(textLimit + 1), kind: 'too-long' },
    { typed: 'as much as fits, counted in letters', given: '😀'.repeat(textLimit), kind: 'text' },
    { typed: 'one emoji', given: '👍', kind: 'text' },
    { typed: 'a lone question mark', given: '?', kind: 'text' },
  ])('$typed: $kind', ({ given, kind }) => {
    expect(readTyped(given).kind).toBe(kind);
  });

  test.each([
    { what: 'separate marks are put together', given: 'e\u0302\u0301', text: 'ế' },
    { what: 'NUL and zero-width spaces go', given: 'a\u0000b\u200bc', text: 'abc' },
    { what: 'joiners of an emoji stay', given: '👩\u200d🎓', text: '👩\u200d🎓' },
    { what: 'right-to-left words stay', given: 'سلام', text: 'سلام' },
    { what: 'line ends are one kind', given: ' a\r\nb\r ', text: 'a\nb' },
  ])('$what', ({ given, text }) => {
    expect(readTyped(given)).toEqual({ kind: 'text', text });
  });
});
