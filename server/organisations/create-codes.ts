import type { Connection } from 'mongoose';
import { type Keys, keyedHash } from '../keys';
import { native } from '../storage/collection';
import { groups } from '../storage/collections/groups';
import { type JoinCode, type JoinCodeKind, joinCodes } from '../storage/collections/join-codes';
import { organisations } from '../storage/collections/organisations';
import { insertNew } from '../storage/insert-new';
import { newCode } from './new-code';

/** Where a code leads: a group, or for service workers' cards an establishment group. */
export type CodeOptions = { readonly group: string; readonly expires: Date; readonly now: Date };

const mostAtOnce = 10_000;

/** Single-use codes, one for each person on a roster. They are handed out here once; only their hashes are kept. */
export async function createRosterCodes(
  db: Connection,
  keys: Keys,
  options: CodeOptions & { readonly count: number },
): Promise<readonly string[] | undefined> {
  const place = await placeOf(db, options.group);
  if (place === undefined) return undefined;
  return create(db, keys, { ...place, kind: place.population === 'service-worker' ? 'card' : 'roster' }, options);
}

/** One code for a whole group, for those who have no roster. Never for service workers. */
export async function createGroupCode(db: Connection, keys: Keys, options: CodeOptions): Promise<string | undefined> {
  const place = await placeOf(db, options.group);
  if (place === undefined || place.population === 'service-worker') return undefined;
  return (await create(db, keys, { ...place, kind: 'group' }, { ...options, count: 1 }))[0];
}

type CodePlace = Pick<JoinCode, 'population' | 'area' | 'organisation' | 'group'>;

async function placeOf(db: Connection, id: string): Promise<CodePlace | undefined> {
  const group = await native(groups(db)).findOne({ _id: id });
  const organisation = await native(organisations(db)).findOne({ _id: group?.organisation ?? id });
  if (organisation === null) return undefined;
  const place = { area: organisation.area, organisation: organisation._id };
  if (group !== null) return { ...place, group: group._id, population: group.population };
  return organisation.kind === 'establishment-group' ? { ...place, population: 'service-worker' } : undefined;
}

async function create(
  db: Connection,
  keys: Keys,
  place: CodePlace & { readonly kind: JoinCodeKind },
  { count, expires, now }: CodeOptions & { readonly count: number },
): Promise<readonly string[]> {
  const rows = native(joinCodes(db));
  const made: string[] = [];
  while (made.length < count) {
    const codes = Array.from({ length: Math.min(mostAtOnce, count - made.length) }, newCode);
    const drawn = new Map(codes.map((code) => [keyedHash(keys.of('join-code'), code), code]));
    const documents = [...drawn].map(([_id, code]) => ({ ...place, _id, tail: code.slice(-2), createdAt: now, expiresAt: expires }));
    for (const { _id } of await insertNew(rows, documents)) made.push(...[drawn.get(_id) ?? []].flat());
  }
  return made;
}
