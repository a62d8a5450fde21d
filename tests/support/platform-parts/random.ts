export type Random = {
  /** From 0 up to, but not, 1. */
  readonly share: () => number;
  readonly below: (limit: number) => number;
  readonly hex: (digits: number) => string;
  readonly word: (letters: number) => string;
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The same numbers for the same seed (xorshift32), so that a run that failed can be run again. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) || 1;
  const share = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(share() * limit);
  const spell = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join('');
  return { share, below, hex: (digits) => spell('0123456789abcdef', digits), word: (length) => spell(letters, length) };
}
