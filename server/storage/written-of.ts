import { mongo } from 'mongoose';
import { duplicatesOf } from './insert-new';

/** Writes all of these and answers how many the store did. Another process that made a row first is no failure; any other is thrown. */
export async function writtenOf<T extends mongo.Document>(
  rows: mongo.Collection<T>,
  operations: readonly mongo.AnyBulkWriteOperation<T>[],
): Promise<number> {
  if (operations.length === 0) return 0;
  try {
    return done(await rows.bulkWrite([...operations], { ordered: false }));
  } catch (error) {
    duplicatesOf(error);
    return error instanceof mongo.MongoBulkWriteError ? done(error.result) : 0;
  }
}

function done({ matchedCount, upsertedCount }: Pick<mongo.BulkWriteResult, 'matchedCount' | 'upsertedCount'>): number {
  return matchedCount + upsertedCount;
}
