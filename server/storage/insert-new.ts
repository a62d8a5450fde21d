import { mongo } from 'mongoose';

const duplicateKey = 11_000;

/**
 * Inserts rows with derived ids, where finding one already there is success, and answers those that were new.
 * Any other failure is thrown.
 */
export async function insertNew<T extends mongo.Document>(rows: mongo.Collection<T>, documents: readonly T[]): Promise<ReadonlySet<T>> {
  if (documents.length === 0) return new Set();
  const given = documents.map((document) => document as mongo.OptionalUnlessRequiredId<T>); // every row here has its derived id
  try {
    await rows.insertMany(given, { ordered: false });
    return new Set(documents);
  } catch (error) {
    const there = duplicatesOf(error);
    return new Set(documents.filter((_, index) => !there.has(index)));
  }
}

/** The positions that were there before; rethrows when anything else went wrong. */
export function duplicatesOf(error: unknown): ReadonlySet<number> {
  if (!(error instanceof mongo.MongoBulkWriteError) || error.result.getWriteConcernError() !== undefined) throw error;
  const failures = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  if (failures.some((one) => one.code !== duplicateKey)) throw error;
  return new Set(failures.map((one) => one.index));
}
