import { EventEmitter } from 'node:events';
import type { Reply } from '../../bot/messages';
import type { Keys } from '../keys';
import { conversationId } from './accept-event';
import type { Conversation, RecentTurn } from './model';

/** Turns a client that was away can still read. */
const recentTurns = 12;
const cursorsPerTurn = 100;

export type FeedReply = { readonly cursor: number; readonly at: Date; readonly reply: Reply };

/** The committed replies of web conversations, in order, each with the cursor a client reads by. */
export class Feed {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  constructor(
    private readonly keys: Keys,
    private readonly read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Conversation>>,
  ) {}

  /** What was committed after that cursor, as far back as `recentTurns`. */
  async since(sender: string, after: number): Promise<readonly FeedReply[]> {
    const id = conversationId(this.keys, 'web', 'web', sender);
    const conversation = (await this.read([id])).get(id);
    return (conversation?.recent ?? []).flatMap(repliesOf).filter((one) => one.cursor > after);
  }

  subscribe(sender: string, listener: (replies: readonly FeedReply[]) => void): () => void {
    const id = conversationId(this.keys, 'web', 'web', sender);
    this.#emitter.on(id, listener);
    return () => this.#emitter.off(id, listener);
  }

  /** For a process that runs no turns: looks in one query for what others committed in the conversations being followed. */
  async poll(): Promise<void> {
    const followed = this.#emitter.eventNames().map(String);
    for (const conversation of (await this.read(followed)).values()) this.publish(conversation);
  }

  publish(conversation: Conversation): void {
    const newest = conversation.recent?.at(-1);
    if (newest !== undefined) this.#emitter.emit(conversation._id, repliesOf(newest));
  }
}

/** The turns a pulling client may still ask for, with this one. */
export function withRecent(before: readonly RecentTurn[], { n, at, replies }: RecentTurn): readonly RecentTurn[] {
  return replies.length === 0 ? before : [...before, { n, at, replies }].slice(-recentTurns);
}

function repliesOf(turn: RecentTurn): readonly FeedReply[] {
  return turn.replies.map((reply, index) => ({ cursor: turn.n * cursorsPerTurn + index, at: turn.at, reply }));
}
