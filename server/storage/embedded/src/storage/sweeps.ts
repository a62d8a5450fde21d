import { keyOf } from '../bson/key';
import { dateValue } from '../bson/make';
import { documentOf } from '../bson/raw';
import { typeRank } from '../bson/types';
import type { Collection, Index } from './catalog';
import type { Store } from './store';

export interface Sweeping {
  readonly store: Store;
  readonly cursors: { closeIdle(now: Date): void };
  readonly now: () => Date;
}

const mostPerCommit = 1000;
const retryRecordLifeMs = 30 * 60_000;

/** Removes what has had its time, now and then: expired documents, retry records of old sessions, idle cursors. */
export function startSweeps(sweeping: Sweeping, everyMs: number, report: (error: unknown) => void): { stop(): void } {
  const timer = setInterval(() => {
    try {
      sweep(sweeping);
    } catch (error) {
      report(error);
    }
  }, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function sweep({ store, cursors, now }: Sweeping): void {
  const at = now();
  cursors.closeIdle(at);
  removeStaleRetries(store, at);
  for (const collection of store.catalog.all()) {
    for (const index of collection.indexes) if (index.expireAfterSeconds !== undefined) expire(store, collection, index, at);
  }
}

function removeStaleRetries(store: Store, at: Date): void {
  const stale = store.retries.stale(new Date(at.getTime() - retryRecordLifeMs));
  if (stale.length === 0) return;
  store.commit(() => {
    for (const session of stale) store.retries.remove(session);
  });
}

/** The earliest date counts where a document has several. Only dates expire: anything else is kept for ever. */
function expire(store: Store, collection: Collection, index: Index, at: Date): void {
  const limit = new Date(at.getTime() - (index.expireAfterSeconds ?? 0) * 1000);
  const direction = index.directions[0] ?? 1;
  const rank = Buffer.from([direction > 0 ? typeRank(9) : 255 - typeRank(9)]);
  const bound = Buffer.concat([index.prefix, keyOf(dateValue(limit), direction), Buffer.from(direction > 0 ? [0xff] : [])]);
  const edge = Buffer.concat([index.prefix, rank, Buffer.from(direction > 0 ? [] : [0xff, 0xff, 0xff])]);
  const [start, end] = direction > 0 ? [edge, bound] : [bound, edge];
  for (;;) {
    const entries = store.database.slice({ start, end, limit: mostPerCommit });
    if (entries.length === 0) return;
    store.commit(() => {
      for (const { value: idKey } of entries) {
        const bytes = store.records.get(collection, idKey);
        if (bytes !== undefined) store.records.remove(collection, documentOf(bytes));
      }
    });
    if (entries.length < mostPerCommit) return;
  }
}
