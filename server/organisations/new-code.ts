import { randomInt } from 'node:crypto';
import { joinCodeAlphabet, withCheckCharacter } from '../../bot/dialogue/join-code-text';

const bodyLength = 7;

/** A code that nobody can guess: 27 thousand million of them, each with its check character. */
export function newCode(): string {
  const body = Array.from({ length: bodyLength }, () => joinCodeAlphabet[randomInt(joinCodeAlphabet.length)]);
  return withCheckCharacter(body.join(''));
}
