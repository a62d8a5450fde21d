import type { Connection } from 'mongoose';
import { type Keys, keyedHash } from '../keys';
import { native } from '../storage/collection';
import { type JoinCode, joinCodes } from '../storage/collections/join-codes';
import { links } from '../storage/collections/links';
import { matchedOnPaper } from './matched-on-paper';

/** Whom a row of a roster stands for until somebody claims its code: a pseudonym that says nothing without the key. */
export function paperPersonOf(keys: Keys, code: string): string {
  return keyedHash(keys.of('paper-person'), code);
}

/** Every pseudonym that rows of one code may stand under, the one it has now last (`server/decisions/`, one person on paper and in chat). */
export async function pseudonymsOfCodes(
  db: Connection,
  keys: Keys,
  codes: readonly Pick<JoinCode, '_id' | 'claimedBy'>[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const claimants = [...new Set(codes.flatMap(({ claimedBy }) => claimedBy ?? []))];
  const next = await linkedTo(db, claimants);
  return new Map(
    codes.map(({ _id, claimedBy }) => [_id, [paperPersonOf(keys, _id), ...(claimedBy === undefined ? [] : chain(claimedBy, next))]]),
  );
}

/** The pseudonyms that somebody had on paper, as far as they or staff have said so, to be erased with them. */
export async function paperPeopleOf(db: Connection, keys: Keys, people: readonly string[]): Promise<readonly string[]> {
  const found = await native(joinCodes(db))
    .find({ claimedBy: { $in: [...people] }, kind: 'roster' }, { projection: { _id: 1 } })
    .toArray();
  const own = found.map(({ _id }) => _id);
  const matched = await matchedOnPaper(db, own);
  return [...own, ...matched.map(({ _id }) => _id)].map((code) => paperPersonOf(keys, code));
}

/** By the pseudonym a conversation had before it was linked, the one it has since. */
async function linkedTo(db: Connection, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const next = new Map<string, string>();
  for (let asked = people; asked.length > 0; ) {
    const rows = await native(links(db))
      .find({ was: { $in: [...asked] }, until: null })
      .toArray();
    const found = rows.filter(({ was }) => !next.has(was));
    for (const { was, person } of found) next.set(was, person);
    asked = found.map(({ person }) => person);
  }
  return next;
}

function chain(first: string, next: ReadonlyMap<string, string>): readonly string[] {
  const names = [first];
  for (let name = next.get(first); name !== undefined && !names.includes(name); name = next.get(name)) names.push(name);
  return names;
}
