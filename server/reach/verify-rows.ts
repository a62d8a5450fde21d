import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { getOrCreatePeople, type Person } from '../people/person';
import { native } from '../storage/collection';
import { people } from '../storage/collections/people';
import { storedBytes } from '../storage/stored-bytes';
import { serviceWorkerPseudonym, serviceWorkerSealKey } from './evidence';
import { headcountKey } from './headcount-rows';
import { ledgersOf } from './histories';
import type { StoredRow } from './person-history';
import { isUnaltered } from './sealed-row';

export type RowsReport = { readonly checked: number; readonly altered: readonly string[] };

const atOnce = 1_000;

/** Compares every headcount, and every row of everybody who is not erased, with what was sealed when it was written. */
export async function verifyRows(db: Connection, keys: Keys, now: Date): Promise<RowsReport> {
  const headcounts = await verifyHeadcounts(db, keys);
  const rows = await verifyPeople(db, keys, now);
  return { checked: headcounts.checked + rows.checked, altered: [...headcounts.altered, ...rows.altered] };
}

/** They are sealed as nobody's: the store alone says which meeting they stand under. */
async function verifyHeadcounts(db: Connection, keys: Keys): Promise<RowsReport> {
  let checked = 0;
  const altered: string[] = [];
  for await (const { person: _, ...row } of ledgersOf(db).evidence.find({ class: 'E1' })) {
    checked += 1;
    if (!isUnaltered(headcountKey(keys, row), { ...row, sealed: storedBytes(row.sealed) })) altered.push(row._id);
  }
  return { checked, altered };
}

async function verifyPeople(db: Connection, keys: Keys, now: Date): Promise<RowsReport> {
  let checked = 0;
  const altered: string[] = [];
  let last = '';
  for (;;) {
    const filter = { _id: { $gt: last } };
    const page = await native(people(db))
      .find(filter, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(atOnce)
      .toArray();
    if (page.length === 0) return { checked, altered };

    const known = await getOrCreatePeople(
      db,
      keys,
      page.map(({ _id }) => _id),
      now,
    );
    for await (const { row, key } of rowsOf(db, keys, [...known.values()])) {
      checked += 1;
      if (!isUnaltered(key, { ...row, sealed: storedBytes(row.sealed) })) altered.push(row._id);
    }
    last = page.at(-1)?._id ?? last;
  }
}

async function* rowsOf(
  db: Connection,
  keys: Keys,
  some: readonly Person[],
): AsyncGenerator<{ readonly row: StoredRow; readonly key: Buffer }> {
  const { evidence, serviceWorker } = ledgersOf(db);
  const general = new Map(some.map(({ id, key }) => [id, key]));
  const apart = new Map(some.map(({ key }) => [serviceWorkerPseudonym(keys, key), serviceWorkerSealKey(keys, key)]));
  for await (const row of evidence.find({ person: { $in: [...general.keys()] } }))
    yield { row, key: general.get(row.person) ?? Buffer.alloc(0) };
  for await (const row of serviceWorker.find({ person: { $in: [...apart.keys()] } }))
    yield { row, key: apart.get(row.person) ?? Buffer.alloc(0) };
}
