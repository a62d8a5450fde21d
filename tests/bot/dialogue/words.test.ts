import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { decodeValue, encodeValue } from '../../../bot/dialogue/button-value';
import { codeIn } from '../../../bot/dialogue/code-in';
import { consentTextVersions } from '../../../bot/dialogue/consent-texts';
import { joinCodeAlphabet, joinCodeIn, normaliseJoinCode, printJoinCode, withCheckCharacter } from '../../../bot/dialogue/join-code-text';
import { says } from '../support/conversation';

describe('a consent text', () => {
  const versions = Object.entries(consentTextVersions).map(([purpose, version]) => {
    const words = (['vi', 'en'] as const).map((language) => says(language)(`consent.${purpose}`, { organisation: '…' })).join('\n');
    return [version, createHash('sha256').update(words).digest('hex').slice(0, 12)];
  });

  test('has a new version when its words change', () => {
    expect(Object.fromEntries(versions)).toEqual({
      'learn-1': 'e8fbee18118d',
      'be-counted-1': 'db11616f8bdc',
      'be-reminded-1': 'b6084358213c',
      'let-organiser-see-1': '74a740c00627',
    });
  });
});

describe('words', () => {
  test('that are missing are noticed, not shown', () => {
    expect(() => says('vi')('no.such.key')).toThrow('no.such.key');
  });

  test('are filled in as they are, whatever stands in them', () => {
    expect(says('vi')('faq.answer', { answer: '{{x}} $t(menu.name) <b>' })).toBe('{{x}} $t(menu.name) <b>');
  });
});

const body = fc.string({ unit: fc.constantFrom(...joinCodeAlphabet), minLength: 5, maxLength: 9 });

describe('a join code', () => {
  test('is read however it is typed', () => {
    fc.assert(
      fc.property(body, (text) => {
        const code = withCheckCharacter(text);

        expect(normaliseJoinCode(printJoinCode(code).toLowerCase())).toBe(code);
        expect(codeIn({ kind: 'joined', ref: code })).toBe(code);
        expect(joinCodeIn(`https://hieuluat.example/j/${code}?a=b`)).toBe(code);
      }),
    );
  });

  test('with one character wrong, or two neighbours swapped, is not a code', () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.constantFrom(...joinCodeAlphabet), (text, where, other) => {
        const code = [...withCheckCharacter(text)];
        const i = where % code.length;
        const slipped = code.map((character, index) => (index === i ? other : character));
        const swapped = [...code];
        [swapped[i], swapped[i + 1]] = [code[i + 1] ?? '', code[i] ?? ''];

        if (other !== code[i]) expect(normaliseJoinCode(slipped.join(''))).toBeUndefined();
        if (i + 1 < code.length && code[i] !== code[i + 1]) expect(normaliseJoinCode(swapped.join(''))).toBeUndefined();
      }),
    );
  });

  const code = withCheckCharacter('K7Q4M2X');
  const groupCode = withCheckCharacter('K7Q4M');
  const halves = printJoinCode(groupCode).replace('-', ' ');

  test('is printed in two halves', () => {
    expect(printJoinCode(groupCode)).toMatch(/^.{3}-.{3}$/);
    expect(printJoinCode(code)).toMatch(/^.{4}-.{4}$/);
  });

  test.each([
    { typed: code, found: code },
    { typed: groupCode, found: groupCode },
    { typed: halves.toLowerCase(), found: groupCode },
    { typed: `mã lớp em là ${printJoinCode(groupCode).toLowerCase()}`, found: groupCode },
    { typed: `Mã: ${halves}, đúng không ạ?`, found: groupCode },
    { typed: `mã ${printJoinCode(code).replace('-', ' ')}`, found: code },
    { typed: `k̂7q 4ḿ${groupCode.slice(5)}`, found: groupCode },
    { typed: 'lớp 12A và 10B', found: undefined },
    { typed: ` ${printJoinCode(code)} `, found: code },
    { typed: `mã của em là ${printJoinCode(code)} ạ`, found: code },
    { typed: [...code].join(' '), found: code },
    { typed: 'xin chào các bạn', found: undefined },
    { typed: 'một hai ba', found: undefined },
    { typed: 'A', found: undefined },
    { typed: '', found: undefined },
    { typed: 'x'.repeat(5_000), found: undefined },
  ])('in "$typed" is $found', ({ typed, found }) => {
    expect(codeIn({ kind: 'message', text: typed })).toBe(found);
  });

  test('is not looked for behind a button', () => {
    expect(codeIn({ kind: 'message', text: code, value: 'c.menu.1' })).toBeUndefined();
  });
});

describe('a button value', () => {
  const number = fc.integer({ min: 0, max: 999_999 });
  const lesson = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 12, maxLength: 12 });

  test('comes back as it went out, in at most 200 bytes', () => {
    const value = fc.oneof(
      fc.record({
        kind: fc.constantFrom('answer', 'pick'),
        lesson,
        attempt: number,
        question: number,
        choice: fc.constantFrom('', 'A', 'ACD'),
      }),
      fc.record({ kind: fc.constant('next'), lesson, attempt: number, index: number }),
      fc.record({ kind: fc.constant('command'), command: fc.constantFrom('menu', 'my-data'), prompt: number }),
      fc.record({
        kind: fc.constant('choice'),
        step: fc.constantFrom('menu', 'age-band'),
        choice: fc.constantFrom('under-16', 'C1'),
        prompt: number,
      }),
    );
    fc.assert(
      fc.property(value, (before) => {
        const text = encodeValue(before);

        expect(decodeValue(text)).toEqual(before);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200);
      }),
    );
  });

  test('that is anything else is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => decodeValue(text)).not.toThrow();
      }),
    );
  });
});
