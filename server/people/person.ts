import { randomBytes } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import type { AgeBand, Membership } from '../../bot/dialogue/fact';
import { type Keys, seal, unseal } from '../keys';
import { native } from '../storage/collection';
import { type PersonRow, people } from '../storage/collections/people';
import { insertNew } from '../storage/insert-new';
import { storedBytes } from '../storage/stored-bytes';

/** One human by a pseudonym, with the key that seals their rows. */
export type Person = {
  readonly id: string;
  readonly key: Buffer;
  readonly membership?: Membership;
  readonly ageBand?: AgeBand;
};

export type PersonChange = {
  readonly id: string;
  readonly membership?: Membership;
  readonly ageBand?: AgeBand;
};

/** A pseudonym that says nothing, not even when it was made. */
export function newPersonId(): string {
  return randomBytes(15).toString('base64url');
}

/** The people with these ids, made where they do not exist yet: one read, and one write if any is new. The erased are left out. */
export async function getOrCreatePeople(
  db: Connection,
  keys: Keys,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Person>> {
  const rows = native(people(db));
  const wanted = [...new Set(ids)];
  const found = new Map((await readPeople(rows, wanted)).map((row) => [row._id, row]));
  const missing = wanted.filter((id) => !found.has(id)).map((id) => freshRow(keys, id, now));
  const made = await insertNew(rows, missing);

  const raced = missing.filter((row) => !made.has(row)).map((row) => row._id);
  for (const row of [...made, ...(await readPeople(rows, raced))]) found.set(row._id, row);
  return new Map([...found.values()].flatMap((row) => personOf(keys, row)).map((person) => [person.id, person]));
}

/** What many people said or joined, in one write. */
export async function updatePeople(db: Connection, changes: readonly PersonChange[]): Promise<void> {
  const operations = changes.flatMap(({ id, ...change }) => {
    const fields = storable(change);
    return Object.keys(fields).length === 0 ? [] : [{ updateOne: { filter: { _id: id, key: { $ne: null } }, update: { $set: fields } } }];
  });
  if (operations.length > 0) await native(people(db)).bulkWrite(operations, { ordered: false });
}

/** Nobody is ever written down as a service worker: a list of them is a danger to them. */
function storable(change: Omit<PersonChange, 'id'>): Partial<PersonRow> {
  const { membership, ...rest } = change;
  return membership === undefined || membership.population === 'service-worker' ? rest : { ...rest, membership };
}

async function readPeople(rows: mongo.Collection<PersonRow>, ids: readonly string[]): Promise<readonly PersonRow[]> {
  if (ids.length === 0) return [];
  return rows.find({ _id: { $in: [...ids] } }, { batchSize: 10_000 }).toArray();
}

function freshRow(keys: Keys, id: string, now: Date): PersonRow {
  return { _id: id, key: seal(keys.of('person-key'), randomBytes(32)), createdAt: now };
}

function personOf(keys: Keys, row: PersonRow): readonly Person[] {
  const key = row.key === null ? undefined : unseal(keys.of('person-key'), storedBytes(row.key));
  if (key === undefined) return [];
  return [
    {
      id: row._id,
      key,
      ...(row.membership === undefined ? {} : { membership: row.membership }),
      ...(row.ageBand === undefined ? {} : { ageBand: row.ageBand }),
    },
  ];
}
