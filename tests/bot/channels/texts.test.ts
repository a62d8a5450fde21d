import fc from 'fast-check';
import { cleanText } from '../../../bot/channels/clean-text';
import { retryAfterMs } from '../../../bot/channels/retry-after';
import { splitText } from '../../../bot/channels/split-text';

const units = (text: string): number => text.length;

describe('splitting a text', () => {
  test('leaves one that fits as it is', () => {
    expect(splitText('  Chào bạn. ', 20, units)).toEqual(['  Chào bạn. ']);
  });

  test('cuts between sentences', () => {
    expect(splitText('Câu một dài. Câu hai dài. Câu ba.', 26, units)).toEqual(['Câu một dài. Câu hai dài.', 'Câu ba.']);
  });

  test('cuts a long sentence between words and a long word between letters', () => {
    expect(splitText('một hai ba bốn', 8, units)).toEqual(['một hai', 'ba bốn']);
    expect(splitText('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 17, units)).toEqual(['👩‍👩‍👧👩‍👩‍👧', '👩‍👩‍👧']);
  });

  test('never makes a part too long, loses no letter and breaks none', () => {
    const text = fc.array(fc.constantFrom('ế', '👍🏽', 'a', ' ', '. ', '\n', 'Điều'), { maxLength: 80 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 40 }), (whole, longest) => {
        const parts = splitText(whole, longest, units);

        expect(parts.every((part) => part.length <= longest && !/\p{Cs}/u.test(part))).toBe(true);
        expect(parts.join('').replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''));
      }),
    );
  });
});

describe('cleaning a text', () => {
  test('twice is cleaning it once, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, longest) => {
        const clean = cleanText(text, longest);

        expect(clean.length).toBeLessThanOrEqual(longest);
        expect(clean).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-11-22T00:00:00Z');

  test.each([
    { header: undefined, ms: undefined },
    { header: '7', ms: 7_000 },
    { header: 'Sun, 22 Nov 2026 00:01:00 GMT', ms: 60_000 },
    { header: 'Sun, 22 Nov 2020 00:01:00 GMT', ms: 0 },
    { header: '999999', ms: 3_600_000 },
    { header: 'soon', ms: undefined },
  ])('"$header" is $ms ms', ({ header, ms }) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});
