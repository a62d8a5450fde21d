import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { outbox } from '../storage/collections/outbox';
import type { OutboxRow, OutboxState } from './model';

/** A row as staff may see it: neither to whom nor what. */
export type Unsent = Pick<OutboxRow, '_id' | 'channel' | 'state' | 'reason' | 'tries' | 'nextAt' | 'at'> & {
  readonly hasText: boolean; // without it nothing can be sent again
};

const unsentStates: OutboxState[] = ['waiting', 'unknown', 'dropped'];
const shown = { channel: 1, state: 1, reason: 1, tries: 1, nextAt: 1, at: 1 } as const;
const mostListed = 1_000;

/** Replies that wait, may or may not have arrived, or were given up, the ones due first at the head of each state. */
export async function listUnsent(db: Connection): Promise<readonly Unsent[]> {
  const listed: Unsent[] = [];
  for (const state of ['dropped', 'unknown', 'waiting'] as const) {
    for (const hasText of [true, false]) {
      const rows = native(outbox(db)).find<Omit<Unsent, 'hasText'>>({ state, sealed: { $exists: hasText } }, { projection: shown });
      const found = await rows.sort({ nextAt: 1 }).limit(mostListed).toArray();
      listed.push(...found.map((row) => ({ ...row, hasText })));
    }
  }
  return listed;
}

export type Changed = 'done' | 'no_text' | 'not_found';

/** Lets the sender try once more, now. Whoever says so of an `unknown` row accepts that it may arrive twice. */
export function retryUnsent(db: Connection, id: string, now: Date): Promise<Changed> {
  return change(db, id, { $set: { state: 'waiting', nextAt: now, tries: 0 } });
}

/** Gives a reply up, with its text, so that those behind it go on. */
export function dropUnsent(db: Connection, id: string): Promise<Changed> {
  return change(db, id, { $set: { state: 'dropped' }, $unset: { sealed: '' } });
}

type Change = { readonly $set: Partial<Pick<OutboxRow, 'state' | 'nextAt' | 'tries'>>; readonly $unset?: { readonly sealed: '' } };

async function change(db: Connection, id: string, update: Change): Promise<Changed> {
  const rows = native(outbox(db));
  const unsent = { _id: id, state: { $in: unsentStates } };
  if ((await rows.updateOne({ ...unsent, sealed: { $exists: true } }, update)).matchedCount === 1) return 'done';
  return (await rows.countDocuments(unsent)) === 0 ? 'not_found' : 'no_text';
}
