import { randomInt } from 'node:crypto';
import { isReadInSentences, joinCodeAlphabet, withCheckCharacter } from '../../bot/dialogue/join-code-text';
import type { JoinCodeKind } from '../storage/collections/join-codes';

/** Without the check character: a group's code is short to copy from a wall, a single-use one cannot be guessed (decision 0009). */
const bodyLength = { group: 5, roster: 7, card: 7 } as const satisfies Record<JoinCodeKind, number>;

/** 24 million codes for groups, 25 thousand million for people. */
export function newCode(kind: JoinCodeKind): string {
  const body = Array.from({ length: bodyLength[kind] }, () => joinCodeAlphabet[randomInt(joinCodeAlphabet.length)]);
  const code = withCheckCharacter(body.join(''));
  return isReadInSentences(code) ? code : newCode(kind);
}
