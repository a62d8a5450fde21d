import { deliver, fetchReplies, streamUrl } from './api';
import { createEventQueue, type QueueNews, type Settled } from './event-queue';
import { createFollower, type Follower, type FollowState } from './follower';
import { type Entry, forget, type Remembered, remember } from './memory';
import { newId } from './new-id';
import { createTypingNotice } from './notices';
import type { ChatEvent, Option, ShownReply } from './protocol';
import { createTranscript } from './transcript';
import type { Words } from './words';

export type ConversationDeps = {
  readonly words: Words;
  readonly stamp: () => string;
  readonly line: (state: 'live' | 'lost') => void;
  readonly onHidden: () => void;
  readonly onSignedOut: () => void;
  readonly onSaid: (id: string, text: string) => void;
};

/** One open chat: what was said, what is still to be sent, and the stream of what is answered. */
export function createConversation(deps: ConversationDeps) {
  const transcript = createTranscript(deps.words, (option) => say(option.label, option));
  const typing = createTypingNotice(deps.words);
  const queue = createEventQueue({ deliver, stamp: deps.stamp, later, changed: onQueue }, []);
  let kept: Remembered = { cursor: 0, entries: [], unsent: [] };
  let follower: Follower | undefined;
  let greeted = true;
  let awaiting = false;

  function open(remembered: Remembered): void {
    close();
    kept = remembered;
    transcript.restore(kept.entries);
    transcript.markUnsent(kept.unsent.map(({ id }) => id));
    for (const event of kept.unsent) queue.add(event);
    greeted = kept.entries.length > 0 || kept.unsent.length > 0;
    follower = createFollower({
      cursor: () => kept.cursor,
      fetchReplies,
      openStream: (after) => new EventSource(streamUrl(after)),
      later,
      onReplies,
      onState,
    });
  }

  /** Takes everything off the screen and out of storage; what was not sent yet still goes out. */
  function close(): void {
    follower?.stop();
    follower = undefined;
    typing.stop();
    transcript.clear();
    kept = { cursor: 0, entries: [], unsent: [] };
    forget();
  }

  function join(ref?: string): void {
    send({ id: newId(), kind: 'joined', ...(ref === undefined ? {} : { ref }) });
  }

  function say(text: string, option?: Option): void {
    const id = newId();
    deps.onSaid(id, text); // first, so that the other tabs have it before its answer
    show([{ by: 'learner', id, text }]);
    send({ id, kind: 'message', text, ...(option === undefined ? {} : { value: option.value }) });
  }

  function send(event: ChatEvent): void {
    greeted = true;
    awaiting = true;
    typing.start();
    queue.add(event);
    save();
    follower?.expect();
  }

  function show(entries: readonly Entry[]): void {
    kept = { ...kept, entries: [...kept.entries, ...entries] };
    transcript.show(entries);
  }

  function onReplies(replies: readonly ShownReply[]): void {
    typing.stop();
    greeted = true;
    awaiting = false;
    kept = { ...kept, cursor: Math.max(kept.cursor, ...replies.map(({ cursor }) => cursor)) };
    show(replies.map((reply) => ({ by: 'bot', ...reply })));
    save();
  }

  function onState(state: FollowState): void {
    if (state === 'idle') deps.onHidden();
    if (state === 'signed-out') deps.onSignedOut();
    if (state === 'lost') deps.line('lost');
    if (state === 'live') onLive();
  }

  /** A second tab, or one whose storage was refused, has nothing to show: the bot is asked where things stand. */
  function onLive(): void {
    deps.line('live');
    queue.kick();
    if (!greeted) join();
  }

  function onQueue(news: QueueNews): void {
    if (news.kind === 'signed-out') deps.onSignedOut();
    if (news.kind === 'waiting') {
      deps.line('lost');
      typing.stop();
      transcript.markUnsent(queue.pending().map(({ id }) => id));
    }
    if (news.kind === 'delivered' || news.kind === 'refused') settle(news);
  }

  function settle({ kind, ids }: Settled): void {
    if (kind === 'delivered') transcript.markSent(ids);
    else transcript.markRefused(ids);
    if (kind === 'delivered' && awaiting) typing.start();
    if (kind === 'refused') typing.stop();
    deps.line('live');
    save();
  }

  function save(): void {
    if (follower !== undefined) remember({ ...kept, unsent: queue.pending() });
  }

  return {
    open,
    close,
    join,
    say: (text: string) => say(text),
    /** A command the page gives for the learner: what they pressed was not a message. What a reload cuts off is sent again after it. */
    ask: (command: string) => send({ id: newId(), kind: 'message', text: command }),
    /** The learner's own words from another tab of this chat. */
    hear: (id: string, text: string) => {
      show([{ by: 'learner', id, text }]);
      save();
    },
    /** Nothing of this chat goes out any more. */
    drop: () => {
      queue.empty();
      close();
    },
    kick: () => {
      queue.kick();
      follower?.kick();
    },
  };
}

function later(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}
