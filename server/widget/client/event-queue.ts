import type { Delivery } from './api';
import type { ChatEvent } from './protocol';

export type EventQueue = {
  readonly add: (event: ChatEvent) => void;
  /** Tries at once what was waiting, for instance because the line is back. */
  readonly kick: () => void;
  readonly pending: () => readonly ChatEvent[];
  /** Drops what belongs to a chat that is over. */
  readonly empty: () => void;
};

export type QueueDeps = {
  readonly deliver: (events: readonly ChatEvent[]) => Promise<Delivery>;
  /** Server time for an event that has none yet. */
  readonly stamp: () => string;
  readonly later: (ms: number, then: () => void) => () => void;
  readonly changed: (news: QueueNews) => void;
};

export type Settled = { readonly kind: 'delivered' | 'refused'; readonly ids: readonly string[] };
export type QueueNews = Settled | { readonly kind: 'waiting' | 'signed-out' };

const batchSize = 20;

/** Keeps what the learner did until the server has it, in order. Ids are made once, so a repeat after a lost answer is known there. */
export function createEventQueue(deps: QueueDeps, unsent: readonly ChatEvent[]): EventQueue {
  let pending = [...unsent];
  let sending = false;
  let failures = 0;
  let size = batchSize;
  let cancelRetry = () => {};

  async function run(): Promise<void> {
    cancelRetry();
    if (sending) return;
    sending = true;
    while (pending.length > 0 && (await sendNext())) failures = 0;
    sending = false;
  }

  /** A refused batch is sent again one by one: one strange event must not cost the others. */
  async function sendNext(): Promise<boolean> {
    pending = pending.map((event) => (event.at === undefined ? { ...event, at: deps.stamp() } : event));
    const batch = pending.slice(0, size);
    const outcome = await deps.deliver(batch);
    if (outcome === 'later') return retryLater();
    if (outcome === 'signed-out') {
      deps.changed({ kind: 'signed-out' });
      return false;
    }
    const split = outcome === 'refused' && batch.length > 1;
    size = split ? 1 : batchSize;
    if (!split) settle(outcome, batch);
    return true;
  }

  function settle(kind: 'delivered' | 'refused', batch: readonly ChatEvent[]): void {
    const ids = batch.map(({ id }) => id);
    pending = pending.filter(({ id }) => !ids.includes(id));
    deps.changed({ kind, ids });
  }

  function retryLater(): false {
    failures += 1;
    deps.changed({ kind: 'waiting' });
    cancelRetry = deps.later(backoffMs(failures), () => void run());
    return false;
  }

  return {
    add: (event) => {
      pending = [...pending, event];
      void run();
    },
    kick: () => void run(),
    pending: () => pending,
    empty: () => {
      cancelRetry();
      pending = [];
    },
  };
}

/** 1, 2, 4 … 30 seconds. */
export function backoffMs(failures: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.min(failures - 1, 10));
}
