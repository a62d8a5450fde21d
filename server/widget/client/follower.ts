import type { Fetched } from './api';
import { backoffMs } from './event-queue';
import { readReplies, type ShownReply } from './protocol';

export type Follower = {
  /** Asks again from the last cursor, for instance because the line is back. */
  readonly kick: () => void;
  /** Something was sent: if the stream stays silent, ask. Some proxies hold a stream back. */
  readonly expect: () => void;
  readonly stop: () => void;
};

export type FollowState = 'live' | 'lost' | 'idle' | 'signed-out';

export type FollowerDeps = {
  readonly cursor: () => number;
  readonly fetchReplies: (after: number) => Promise<Fetched>;
  readonly openStream: (after: number) => Stream;
  readonly later: (ms: number, then: () => void) => () => void;
  readonly onReplies: (replies: readonly ShownReply[]) => void;
  readonly onState: (state: FollowState) => void;
};

/** The part of an EventSource that is used. */
export type Stream = { addEventListener(kind: string, listener: (event: { readonly data?: unknown }) => void): void; close(): void };

const silenceMs = 3000;
const longestSilenceMs = 60_000;

/** Follows the conversation by stream; whenever the stream ends, asks once and opens it again. Repeats are dropped by cursor. */
export function createFollower(deps: FollowerDeps): Follower {
  let stream: Stream | undefined;
  let stopped = false;
  let failures = 0;
  let cancelNext = () => {};
  let cancelExpect = () => {};

  function show(replies: readonly ShownReply[]): void {
    const fresh = replies.filter(({ cursor }) => cursor > deps.cursor());
    if (fresh.length === 0) return;
    cancelExpect();
    deps.onReplies(fresh);
  }

  async function ask(): Promise<boolean> {
    const fetched = await deps.fetchReplies(deps.cursor());
    if (stopped) return false;
    if (fetched.state === 'replies') {
      failures = 0;
      show(fetched.replies);
    }
    deps.onState(fetched.state === 'replies' ? 'live' : fetched.state === 'later' ? 'lost' : fetched.state);
    return fetched.state === 'replies';
  }

  async function again(): Promise<void> {
    close();
    if (await ask()) connect();
    else if (!stopped) next();
  }

  function next(): void {
    failures += 1;
    cancelNext();
    cancelNext = deps.later(backoffMs(failures), () => void again());
  }

  function connect(): void {
    close();
    const opened = deps.openStream(deps.cursor());
    stream = opened;
    opened.addEventListener('replies', ({ data }) => {
      const replies = readReplies(parse(data));
      if (replies !== undefined && replies !== 'idle') show(replies);
    });
    opened.addEventListener('idle', () => void again());
    opened.addEventListener('error', () => {
      close();
      next();
    });
  }

  function close(): void {
    cancelNext();
    stream?.close();
    stream = undefined;
  }

  function expect(waitMs: number): void {
    cancelExpect();
    if (waitMs > longestSilenceMs) return;
    cancelExpect = deps.later(waitMs, () => {
      expect(waitMs * 2);
      void ask();
    });
  }

  void again();
  return {
    kick: () => {
      failures = 0;
      if (!stopped) void again();
    },
    expect: () => expect(silenceMs),
    stop: () => {
      stopped = true;
      cancelExpect();
      close();
    },
  };
}

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}
