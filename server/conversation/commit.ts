import { type Connection, mongo } from 'mongoose';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import { toRow } from './conversation-row';
import type { Conversation, ConversationRow } from './model';

/** A turn that is ready to be written: the conversation as it was read, and as it shall be. */
export type Draft = { readonly before: Conversation | undefined; readonly after: Conversation };

/** The term by which this process has a lane: it tells its own write from that of another holder. */
export type TermOf = (lane: number) => number;

/**
 * Writes many turns at once, each guarded by the version it was read at, and answers which this holder has put on disk, this time or
 * in a write whose answer was lost. The others have moved on or met a conversation that is newer than what was read: they are run
 * again. The same turn written by another holder is not ours: its replies are that holder's to send.
 */
export async function commit(db: Connection, keys: Keys, drafts: readonly Draft[], termOf: TermOf): Promise<readonly Draft[]> {
  const rows = native(conversations(db));
  const written = drafts.map((draft) => ({ draft, row: { ...toRow(keys, draft.after), term: termOf(draft.after.lane) } }));
  const operations = written.map(operation);
  try {
    const result = await rows.bulkWrite(operations, { ordered: false });
    if (result.insertedCount + result.matchedCount === drafts.length) return drafts;
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
  }
  return onDisk(rows, written);
}

type Written = { readonly draft: Draft; readonly row: ConversationRow };

function operation({ draft: { before }, row }: Written): mongo.AnyBulkWriteOperation<ConversationRow> {
  if (before === undefined) return { insertOne: { document: row } };
  return { replaceOne: { filter: { _id: row._id, version: before.version }, replacement: row } };
}

async function onDisk(rows: mongo.Collection<ConversationRow>, written: readonly Written[]): Promise<readonly Draft[]> {
  const ids = written.map(({ row }) => row._id);
  const there = new Map<string, string>();
  const found = rows.find({ _id: { $in: ids } }, { projection: { version: 1, event: 1, term: 1 } });
  for await (const row of found) there.set(row._id, markOf(row));
  return written.flatMap(({ draft, row }) => (there.get(row._id) === markOf(row) ? [draft] : []));
}

function markOf({ version, event, term }: Pick<ConversationRow, 'version' | 'event' | 'term'>): string {
  return `${version}:${event}:${term}`;
}
