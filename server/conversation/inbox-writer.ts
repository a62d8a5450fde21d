import type { Connection } from 'mongoose';
import { Batch } from '../storage/batch';
import { native } from '../storage/collection';
import { inbox } from '../storage/collections/inbox';
import { insertNew } from '../storage/insert-new';
import type { AcceptedEvent, InboxRow } from './model';

/** A row to store; a receipt has no event for the lane. */
export type Arrival = { readonly row: InboxRow; readonly event?: AcceptedEvent };

export type InboxWriter = {
  /** Resolves once every row is on disk; one that was there already is success. */
  readonly store: (arrivals: readonly Arrival[]) => Promise<void>;
  /** Closes events some time soon: one left open by a crash is dealt with again, to the same result. */
  readonly close: (event: AcceptedEvent) => void;
  /** Whether this process has dealt with the event a moment ago: its row may still look open to whoever reads it. */
  readonly isDone: (event: AcceptedEvent) => boolean;
  readonly drained: () => Promise<void>;
};

const closePauseMs = 15;
const retryMs = 1000;
const doneMs = 60_000;

/** Many events, one durable write. `onStored` gets those that were not there before, once they are on disk. */
export function createInboxWriter(db: Connection, onStored: (events: readonly AcceptedEvent[]) => void): InboxWriter {
  const rows = native(inbox(db));
  const inserts = new Batch<Arrival>(async (arrivals) => {
    const stored = await insertNew(
      rows,
      arrivals.map((arrival) => arrival.row),
    );
    onStored(arrivals.filter((arrival) => stored.has(arrival.row)).flatMap((arrival) => arrival.event ?? []));
  });
  const closes = new Batch<string>(async (ids) => {
    await rows.updateMany({ _id: { $in: [...ids] } }, { $unset: { open: '', body: '' } });
  }, closePauseMs);
  const close = (id: string): void => void closes.add([id]).catch(() => setTimeout(() => close(id), retryMs));
  const done = new RecentIds(doneMs);
  return {
    store: (arrivals) => inserts.add(arrivals),
    close: (event) => {
      done.add(inboxId(event));
      close(inboxId(event));
    },
    isDone: (event) => done.has(inboxId(event)),
    drained: async () => {
      await inserts.drained();
      await closes.drained();
    },
  };
}

export function inboxId(event: Pick<AcceptedEvent, 'conversation' | 'id'>): string {
  return `${event.conversation}:${event.id}`;
}

/** The row of an echo that carries our own id. */
export function echoId(outboxId: string): string {
  return `echo:${outboxId}`;
}

/** Ids of the last while, forgotten in two halves so that nothing has to be timed singly. */
class RecentIds {
  #now = new Set<string>();
  #before = new Set<string>();
  #turnAt = performance.now();

  constructor(private readonly keptMs: number) {}

  add(id: string): void {
    if (performance.now() - this.#turnAt > this.keptMs) {
      this.#before = this.#now;
      this.#now = new Set();
      this.#turnAt = performance.now();
    }
    this.#now.add(id);
  }

  has(id: string): boolean {
    return this.#now.has(id) || this.#before.has(id);
  }
}
