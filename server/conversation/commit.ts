import { type Connection, mongo } from 'mongoose';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import { toRow } from './conversation-row';
import type { Conversation, ConversationRow } from './model';

/** A turn that is ready to be written: the conversation as it was read, and as it shall be. */
export type Draft = { readonly before: Conversation | undefined; readonly after: Conversation };

/**
 * Writes many turns at once, each guarded by the version it was read at, and answers which are on disk.
 * The others have moved on or met a conversation that is newer than what was read: they are run again.
 */
export async function commit(db: Connection, keys: Keys, drafts: readonly Draft[]): Promise<readonly Draft[]> {
  const rows = native(conversations(db));
  const operations = drafts.map((draft) => operation(keys, draft));
  try {
    const result = await rows.bulkWrite(operations, { ordered: false });
    if (result.insertedCount + result.matchedCount === drafts.length) return drafts;
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
  }
  return onDisk(rows, drafts);
}

function operation(keys: Keys, { before, after }: Draft): mongo.AnyBulkWriteOperation<ConversationRow> {
  const row = toRow(keys, after);
  if (before === undefined) return { insertOne: { document: row } };
  return { replaceOne: { filter: { _id: row._id, version: before.version }, replacement: row } };
}

async function onDisk(rows: mongo.Collection<ConversationRow>, drafts: readonly Draft[]): Promise<readonly Draft[]> {
  const ids = drafts.map((draft) => draft.after._id);
  const written = new Map<string, string>();
  const found = rows.find({ _id: { $in: ids } }, { projection: { version: 1, event: 1 } });
  for await (const row of found) written.set(row._id, `${row.version}:${row.event}`);
  return drafts.filter(({ after }) => written.get(after._id) === `${after.version}:${after.turn.event}`);
}
