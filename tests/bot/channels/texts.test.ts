import fc from 'fast-check';
import { cleanText } from '../../../bot/channels/clean-text';
import { retryAfterMs } from '../../../bot/channels/retry-after';

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
