import { isDeepStrictEqual } from 'node:util';
import type { mongo } from 'mongoose';
import type { RowError } from './csv-rows';

/** What an import did, or with `dryRun` would do. With one error nothing at all is written. */
export type ImportReport = {
  readonly dryRun: boolean;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly errors: readonly RowError[];
};

export type ImportOptions = { readonly dryRun?: boolean };

const perWrite = 1_000;

/** Puts documents in by their ids. The same file again changes nothing. */
export async function writeRows<T extends { readonly _id: string }>(
  rows: mongo.Collection<T>,
  documents: readonly T[],
  errors: readonly RowError[],
  { dryRun = false }: ImportOptions,
): Promise<ImportReport> {
  const there = await existing(rows, documents);
  const added = documents.filter(({ _id }) => !there.has(_id));
  const changed = documents.filter((document) => there.has(document._id) && !isDeepStrictEqual(there.get(document._id), document));
  const unchanged = documents.length - added.length - changed.length;
  if (!dryRun && errors.length === 0) await put(rows, [...added, ...changed]);
  return { dryRun, rows: documents.length, added: added.length, changed: changed.length, unchanged, errors };
}

async function existing<T extends { readonly _id: string }>(
  rows: mongo.Collection<T>,
  documents: readonly T[],
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  for (let start = 0; start < documents.length; start += perWrite) {
    const filter = { _id: { $in: documents.slice(start, start + perWrite).map(({ _id }) => _id) } } as mongo.Filter<T>; // every collection here has text ids
    for await (const row of rows.find<T>(filter)) found.set(row._id, row);
  }
  return found;
}

async function put<T extends { readonly _id: string }>(rows: mongo.Collection<T>, documents: readonly T[]): Promise<void> {
  for (let start = 0; start < documents.length; start += perWrite) {
    const operations = documents.slice(start, start + perWrite).map((document) => {
      const { _id, ...replacement } = document;
      return { replaceOne: { filter: { _id } as mongo.Filter<T>, replacement: replacement as mongo.WithoutId<T>, upsert: true } };
    });
    await rows.bulkWrite(operations, { ordered: false });
  }
}
