import type { Reply } from '../../bot/messages';

/** A committed reply. Cursors grow with every reply of a conversation and never depend on a clock. */
export type FeedReply = { readonly cursor: number; readonly event?: string; readonly reply: Reply };

/** Committed replies of the web chat, by sender. */
export interface ConversationFeed {
  since(sender: string, after: number): Promise<readonly FeedReply[]>;
  /** Calls the listener with replies as they are committed, in order; the result ends it. */
  subscribe(sender: string, listener: (replies: readonly FeedReply[]) => void): () => void;
}

/** A reply as the browser gets it. */
export function shownReply({ cursor, event, reply }: FeedReply) {
  return { cursor, ...(event === undefined ? {} : { event }), type: reply.type, payload: reply.payload };
}
