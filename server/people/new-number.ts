import { randomInt } from 'node:crypto';
import { joinCodeAlphabet } from '../../bot/dialogue/join-code-text';

const halves = 2;
const halfLength = 5;

/** A number for a receipt or a request: random, so that it tells nothing, and short enough to read out. */
export function newNumber(): string {
  const half = () => Array.from({ length: halfLength }, () => joinCodeAlphabet[randomInt(joinCodeAlphabet.length)]).join('');
  return Array.from({ length: halves }, half).join('-');
}

/** A number as somebody typed it: case, spaces and the hyphen do not matter. `undefined`: it cannot be one. */
export function readNumber(text: string): string | undefined {
  const characters = [...text.normalize('NFC').toUpperCase()].filter((character) => joinCodeAlphabet.includes(character));
  if (characters.length !== halves * halfLength || /[^\p{L}\p{N}\s-]/u.test(text)) return undefined;
  return `${characters.slice(0, halfLength).join('')}-${characters.slice(halfLength).join('')}`;
}
