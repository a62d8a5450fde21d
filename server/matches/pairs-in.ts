import type { ProbableMatch } from '../storage/collections/probable-matches';
import type { RosterEntry } from '../storage/collections/roster-entries';

export type Pair = Pick<ProbableMatch, 'codes' | 'reasons' | 'score'>;
type Entry = Pick<RosterEntry, '_id' | 'match'>;

/** What alone makes two entries of an organisation a pair; a name is none without a year of birth. */
const telling: readonly string[] = ['code', 'phone', 'birth'];

/** Of more than these one in a row is compared with the next: a phone that forty have is an office's, and 39 pairs hold them together. */
const mostCompared = 10;

/** The entries of one organisation that may stand for one person, with what speaks for it and against it. */
export function pairsIn(entries: readonly Entry[]): readonly Pair[] {
  const found = new Map<string, readonly [Entry, Entry]>();
  for (const alike of blocksOf(entries))
    for (const [one, other] of alike.length > mostCompared ? inARow(alike) : eachWithEach(alike))
      found.set(`${one._id} ${other._id}`, [one, other]);
  return [...found.values()].map(pairOf);
}

function blocksOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const blocks = new Map<string, Entry[]>();
  for (const entry of [...entries].sort((a, b) => (a._id < b._id ? -1 : 1))) {
    for (const hash of entry.match ?? []) {
      if (!telling.includes(kindOf(hash))) continue;
      const known = blocks.get(hash);
      if (known === undefined) blocks.set(hash, [entry]);
      else known.push(entry);
    }
  }
  return [...blocks.values()].filter(({ length }) => length > 1);
}

function eachWithEach(alike: readonly Entry[]): readonly (readonly [Entry, Entry])[] {
  return alike.flatMap((one, index) => alike.slice(index + 1).map((other) => [one, other] as const));
}

function inARow(alike: readonly Entry[]): readonly (readonly [Entry, Entry])[] {
  return alike.flatMap((one, index) => alike.slice(index + 1, index + 2).map((other) => [one, other] as const));
}

function pairOf([one, other]: readonly [Entry, Entry]): Pair {
  const shared = new Set((one.match ?? []).filter((hash) => other.match?.includes(hash)).map(kindOf));
  const numbered = [one, other].every(({ match }) => match?.some((hash) => kindOf(hash) === 'code'));
  const otherNumber = numbered && !shared.has('code');
  const reasons = [
    ...(shared.has('code') ? (['sameOfficeNumber'] as const) : []),
    ...(shared.has('phone') ? (['samePhone'] as const) : []),
    ...(shared.has('birth') ? (['sameNameAndBirth'] as const) : shared.has('name') ? (['sameName'] as const) : []),
    ...(otherNumber ? (['otherOfficeNumber'] as const) : []),
  ];
  const strong = shared.has('code') || (shared.has('phone') && shared.has('name'));
  const likely = shared.has('birth') && !otherNumber;
  return { codes: [one._id, other._id], reasons, score: strong ? 'strong' : likely ? 'likely' : 'weak' };
}

function kindOf(hash: string): string {
  return hash.slice(0, hash.indexOf(':'));
}
