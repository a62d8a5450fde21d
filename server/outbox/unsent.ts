import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { outbox } from '../storage/collections/outbox';
import type { OutboxRow, OutboxState } from './model';

/** A row as staff may see it: neither to whom nor what. */
export type Unsent = Pick<OutboxRow, '_id' | 'channel' | 'state' | 'reason' | 'tries' | 'nextAt' | 'at'>;

const openStates: OutboxState[] = ['waiting', 'unknown'];
const shown = { channel: 1, state: 1, reason: 1, tries: 1, nextAt: 1, at: 1 } as const;
const mostListed = 1_000;

/** Replies that wait, may or may not have arrived, or were given up, the ones due first at the head of each state. */
export async function listUnsent(db: Connection): Promise<readonly Unsent[]> {
  const listed: Unsent[] = [];
  for (const state of ['dropped', 'unknown', 'waiting'] as const) {
    const rows = native(outbox(db)).find<Unsent>({ state }, { projection: shown });
    listed.push(...(await rows.sort({ nextAt: 1 }).limit(mostListed).toArray()));
  }
  return listed;
}

/** Lets the sender try once more, now. Whoever says so of an `unknown` row accepts that it may arrive twice. `false`: no such open row. */
export async function retryUnsent(db: Connection, id: string, now: Date): Promise<boolean> {
  const open = { _id: id, state: { $in: openStates } };
  return (await native(outbox(db)).updateOne(open, { $set: { state: 'waiting', nextAt: now, tries: 0 } })).matchedCount === 1;
}

/** Gives a reply up, with its text, so that those behind it go on. `false`: no such open row. */
export async function dropUnsent(db: Connection, id: string): Promise<boolean> {
  const open = { _id: id, state: { $in: openStates } };
  return (await native(outbox(db)).updateOne(open, { $set: { state: 'dropped' }, $unset: { sealed: '' } })).matchedCount === 1;
}
