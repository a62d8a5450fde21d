import fc from 'fast-check';
import { capabilitiesByName } from '../../../bot/channels/registry';
import { cutText, splitText } from '../../../bot/channels/split-text';

const units = (text: string): number => text.length;
const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });
const lettersOf = (text: string): readonly string[] => [...graphemes.segment(text)].map(({ segment }) => segment);

describe('splitting a text', () => {
  test('leaves one that fits as it is', () => {
    expect(splitText('  Chào bạn. ', 20, units)).toEqual(['  Chào bạn. ']);
  });

  test.each([
    { cut: 'between sentences', text: 'Câu một dài. Câu hai dài. Câu ba.', longest: 26, parts: ['Câu một dài. Câu hai dài.', 'Câu ba.'] },
    { cut: 'between paragraphs', text: 'Tiêu đề\n\nMột đoạn dài hơn', longest: 17, parts: ['Tiêu đề', 'Một đoạn dài hơn'] },
    { cut: 'between words of a long sentence', text: 'một hai ba bốn', longest: 8, parts: ['một hai', 'ba bốn'] },
    { cut: 'between letters of a long word', text: 'bbbbbbbb', longest: 5, parts: ['bbbbb', 'bbb'] },
    { cut: 'between families', text: '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', longest: 17, parts: ['👩‍👩‍👧👩‍👩‍👧', '👩‍👩‍👧'] },
    { cut: 'between flags', text: '🇻🇳🇻🇳🇻🇳', longest: 6, parts: ['🇻🇳', '🇻🇳', '🇻🇳'] },
    { cut: 'after a letter with all its marks', text: 'e\u0302\u0323e\u0302\u0323', longest: 4, parts: ['e\u0302\u0323', 'e\u0302\u0323'] },
    {
      cut: 'inside a letter that alone is too long, having no choice',
      text: `e${'\u0301'.repeat(6)}`,
      longest: 4,
      parts: ['é\u0301\u0301'.normalize('NFD'), '\u0301\u0301\u0301'],
    },
    { cut: 'so that no part is empty', text: `Chào.${' '.repeat(20)}Bạn.`, longest: 8, parts: ['Chào.', 'Bạn.'] },
  ])('cuts $cut', ({ text, longest, parts }) => {
    expect(splitText(text, longest, units)).toEqual(parts);
  });

  test('keeps a letter whole that its platform composes to fewer characters', () => {
    const composed = (text: string): number => [...text.normalize('NFC')].length;

    expect(cutText('\u{11099}\u{110ba}', 1, composed)).toEqual(['\u{11099}\u{110ba}']);
  });

  const pieces = fc.constantFrom(
    'ế',
    '\u{11099}\u{110ba}',
    'ê\u0323',
    '👍🏽',
    '👩‍👩‍👧',
    '👨🏿‍🦽‍➡️',
    '🇻🇳',
    'a',
    ' ',
    ' \u0301',
    '. ',
    '! ',
    '\r\n',
    '\n\n',
    'Điều 5',
    '…',
    '\u200d',
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 120 }).map((parts) => parts.join('')),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
  );
  const measures = fc.constantFrom<readonly [string, (text: string) => number]>(
    ['UTF-16 units', units],
    ['code points', (text) => [...text].length],
    ['bytes', (text) => Buffer.byteLength(text)],
    ...[...capabilitiesByName].map(([name, { measure }]) => [name, measure] as const),
  );

  test('gives parts that joined are the text, none too long and no letter or emoji torn, whatever a platform counts', () => {
    fc.assert(
      fc.property(texts, measures, fc.integer({ min: 1, max: 60 }), (text, [, measure], room) => {
        const longest = Math.max(room, ...lettersOf(text).map(measure));

        const parts = cutText(text, longest, measure);

        expect(parts.join('')).toBe(text);
        expect(parts.filter((part) => part === '' || measure(part) > longest)).toEqual([]);
        expect(parts.flatMap(lettersOf)).toEqual(lettersOf(text));
      }),
      { numRuns: 500 },
    );
  });

  test('ends, never too long, for any characters at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.integer({ min: 2, max: 10 }), (text, longest) => {
        const parts = cutText(text, longest, units);

        expect(parts.join('')).toBe(text);
        expect(parts.filter((part) => part.length > longest)).toEqual([]);
      }),
    );
  });

  test('measures a long text in windows, not again from its beginning for every part', () => {
    const text = 'Một câu ngắn. 👩‍👩‍👧'.repeat(5_000);
    let measured = 0;
    const counting = (part: string): number => {
      measured += part.length;
      return part.length;
    };

    expect(splitText(text, 1_900, counting).length).toBeGreaterThan(50);
    expect(measured).toBeLessThan(50 * text.length);
  });
});
