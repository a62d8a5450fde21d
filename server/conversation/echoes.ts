import type { Connection } from 'mongoose';
import type { ChannelName, Receipt } from '../../bot/channels/channel';
import { type Keys, keyedHash } from '../keys';
import { native } from '../storage/collection';
import { inbox } from '../storage/collections/inbox';
import { echoId } from './inbox-writer';
import type { InboxRow } from './model';

/** An echo may be dated a little before the send it belongs to. */
const clocksApartMs = 60_000;

/**
 * A platform's echo of what we sent: it settles a send whose outcome was unknown, and needs nothing else done. With our id it is known
 * by that; else by whom and what, and by the platform's id, since the same may be said twice.
 */
export function receiptRow(keys: Keys, receipt: Receipt, now: Date): InboxRow | undefined {
  if (receipt.state !== 'echo') return undefined;
  const { channel, outboxId, mark, messageId } = receipt;
  if (outboxId !== undefined) return { _id: echoId(outboxId), conversation: '', receivedAt: now };
  return mark === undefined ? undefined : { _id: `${markedId(keys, channel, mark)}${messageId}`, conversation: '', receivedAt: now };
}

/** Whether the platform has echoed one of these marks since then: told by one source only, so a send is never repeated because of it. */
export async function hasMarkedEcho(
  { db, keys }: { readonly db: Connection; readonly keys: Keys },
  { channel, marks, since }: { readonly channel: ChannelName; readonly marks: readonly string[]; readonly since: Date },
): Promise<boolean> {
  const receivedAt = { $gte: new Date(since.getTime() - clocksApartMs) };
  for (const mark of marks) {
    const start = markedId(keys, channel, mark);
    const found = await native(inbox(db)).findOne({ _id: { $gte: start, $lt: `${start}\uffff` }, receivedAt }, { projection: { _id: 1 } });
    if (found !== null) return true;
  }
  return false;
}

/** A mark is made of a platform id, so only its keyed hash is stored. */
function markedId(keys: Keys, channel: ChannelName, mark: string): string {
  return `echo:${channel}:${keyedHash(keys.of('platform-id-hash'), mark)}:`;
}
