import type { Connection } from 'mongoose';
import type { InboundEvent } from '../../bot/channels/channel';
import type { PageIds } from '../../bot/channels/messenger/page-ids';
import { acceptedEvent } from '../conversation/accept-event';
import { inboxId } from '../conversation/inbox-writer';
import { type Keys, unseal } from '../keys';
import type { Logger } from '../observability/logger';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import { type DataDeletionRequest, dataDeletionRequests } from '../storage/collections/data-deletion-requests';
import { inbox } from '../storage/collections/inbox';
import { storedBytes } from '../storage/stored-bytes';

export type DeleteAskedDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly account: string; // of the page's channel
  readonly pageIds: (user: string) => Promise<PageIds>;
  readonly accept: (events: readonly InboundEvent[]) => Promise<void>;
  readonly logger: Logger;
  readonly now: () => Date;
};

const atOnce = 100;
const minuteMs = 60_000;
const longestPauseMs = 24 * 60 * minuteMs;

/**
 * Sees each request for deletion through: whom it means, an event that erases in each of their conversations, and done once those
 * turns are committed and spread. Every step may be repeated: the events have derived ids.
 */
export async function deleteAskedData(deps: DeleteAskedDeps): Promise<void> {
  const rows = native(dataDeletionRequests(deps.db));
  const open = await rows
    .find({ tryAt: { $lte: deps.now() } }, { promoteBuffers: true })
    .sort({ tryAt: 1 })
    .limit(atOnce)
    .toArray();
  for (const row of open) await rows.updateOne({ _id: row._id }, await nextStep(deps, row));
}

async function nextStep(deps: DeleteAskedDeps, row: DataDeletionRequest) {
  const waitsFor = row.waitsFor ?? (await begin(deps, row));
  if (waitsFor === undefined) return { $set: { tryAt: later(deps.now(), row.tries) }, $inc: { tries: 1 } };

  const open = await native(inbox(deps.db)).countDocuments({ _id: { $in: [...waitsFor] }, open: { $exists: true } });
  if (open === 0) return { $set: { doneAt: deps.now() }, $unset: { user: '', waitsFor: '', tryAt: '' } } as const;
  return { $set: { waitsFor, tryAt: later(deps.now(), 0) }, $unset: { user: '' } } as const;
}

/** The events that erase, by their inbox ids; none when nobody of that id ever wrote to us. `undefined`: cannot be known just now. */
async function begin(deps: DeleteAskedDeps, row: DataDeletionRequest): Promise<readonly string[] | undefined> {
  const user = row.user === undefined ? undefined : unseal(deps.keys.of('platform-id'), storedBytes(row.user));
  const found = user === undefined ? { code: 0 } : await deps.pageIds(user.toString('utf8'));
  if ('code' in found) {
    deps.logger.warn({ event: 'data_deletion.waits', tries: row.tries, count: found.code });
    return undefined;
  }
  const events = found.ids.map((sender) => eraseEvent(deps, row, sender));
  const ours: InboundEvent[] = [];
  for (const event of events) if (await isKnown(deps, event)) ours.push(event);
  await deps.accept(ours);
  return ours.map((event) => inboxId(acceptedEvent(deps.keys, event)));
}

function eraseEvent({ account, now }: DeleteAskedDeps, { _id }: DataDeletionRequest, sender: string): InboundEvent {
  return { id: `data-deletion:${_id}`, channel: 'messenger', account, sender, at: now(), kind: 'erase' };
}

/** Somebody we hold nothing of gets no conversation by asking us to forget them. */
async function isKnown({ db, keys }: DeleteAskedDeps, event: InboundEvent): Promise<boolean> {
  const { conversation } = acceptedEvent(keys, event);
  if ((await native(conversations(db)).findOne({ _id: conversation }, { projection: { _id: 1 } })) !== null) return true;
  const waiting = { _id: { $gt: `${conversation}:`, $lt: `${conversation};` } };
  return (await native(inbox(db)).findOne(waiting, { projection: { _id: 1 } })) !== null;
}

function later(now: Date, tries: number): Date {
  return new Date(now.getTime() + Math.min(longestPauseMs, minuteMs * 2 ** Math.min(tries, 20)) - minuteMs / 2);
}
