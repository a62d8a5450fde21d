import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { inbox } from '../storage/collections/inbox';
import { openEvent } from './accept-event';
import type { AcceptedEvent } from './model';

const mostAtOnce = 2000;

/**
 * The events still open in these lanes that arrived before `before`, oldest first: what a crash interrupted, or another
 * process stored. Events sealed under another secret are left alone and counted.
 */
export async function openEvents(
  db: Connection,
  keys: Keys,
  lanes: readonly number[],
  before: Date,
): Promise<{ readonly events: readonly AcceptedEvent[]; readonly unreadable: number }> {
  const rows = await native(inbox(db))
    .find({ open: { $in: [...lanes] }, receivedAt: { $lt: before } }, { promoteBuffers: true })
    .sort({ receivedAt: 1 })
    .limit(mostAtOnce)
    .toArray();
  const events = rows.flatMap((row) => openEvent(keys, row) ?? []);
  return { events, unreadable: rows.length - events.length };
}
