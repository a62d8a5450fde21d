/** 31 characters, a prime, without those that look alike: a weighted sum then catches every single slip and every swap of neighbours. */
export const joinCodeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

const shape = new RegExp(`^[${joinCodeAlphabet}]{6,10}$`);
const link = /\/j\/([^\s/?#]{6,20})/i;

/** A code as stored and compared: upper case, no diacritics, no hyphens or blanks; `undefined` when it cannot be one of ours. */
export function normaliseJoinCode(text: string): string | undefined {
  const code = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll('Đ', 'D')
    .replace(/[\s.\-–_]/gu, '');
  return shape.test(code) && checkCharacter(code.slice(0, -1)) === code.at(-1) ? code : undefined;
}

/** The body with its check character: 5 to 9 characters of the alphabet in, a whole code out. */
export function withCheckCharacter(body: string): string {
  return `${body}${checkCharacter(body)}`;
}

/** A code for the eye, in pieces that are read out and typed without losing one's place: 6 as 3-3, 8 as 4-4. */
export function printJoinCode(code: string): string {
  const piece = code.length <= 6 ? /.{1,3}/g : /.{1,4}/g;
  return code.match(piece)?.join('-') ?? code;
}

/** Inside a sentence only a code with a digit is taken for one, so every code that is made has one. */
export function isReadInSentences(code: string): boolean {
  return hasDigit(code);
}

/**
 * The code in what a learner typed, tapped or scanned. One word alone may be any code; inside a sentence a code must hold a digit,
 * because one Vietnamese word in thirty-one has a fitting check character by chance.
 */
export function joinCodeIn(text: string): string | undefined {
  if (text.length > 500) return undefined;
  const linked = link.exec(text)?.[1];
  if (linked !== undefined) return normaliseJoinCode(linked);

  const words = text.trim().split(/\s+/);
  const whole = normaliseJoinCode(text);
  if (whole !== undefined && (words.length === 1 || hasDigit(whole))) return whole;
  return [...words, ...printedHalves(words)].map((text) => normaliseJoinCode(text)).find((code) => code !== undefined && hasDigit(code));
}

/** Neighbours that look like the two halves of a printed code, typed with a blank between them. */
function printedHalves(words: readonly string[]): readonly string[] {
  const bare = words.map((word) => word.replace(/[^\p{L}\p{N}]+$/u, ''));
  return bare.flatMap((half, index) => {
    const other = bare[index + 1];
    return (half.length === 3 || half.length === 4) && other?.length === half.length ? [half + other] : [];
  });
}

/** Whether somebody seems to have meant a code, right or mistyped. */
export function looksLikeJoinCode(text: string): boolean {
  const compact = text.trim().replace(/[\s.\-–_]/gu, '');
  return compact.length >= 5 && compact.length <= 12 && hasDigit(compact) && /[a-z]/i.test(compact);
}

function checkCharacter(body: string): string | undefined {
  const sum = [...body].reduce((total, character, index) => total + joinCodeAlphabet.indexOf(character) * (index + 2), 0);
  return joinCodeAlphabet[sum % joinCodeAlphabet.length];
}

function hasDigit(text: string): boolean {
  return /\d/.test(text);
}
