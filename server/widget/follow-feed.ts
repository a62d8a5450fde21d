import { createSession, type Session } from 'better-sse';
import type { Request, Response } from 'express';
import { type ConversationFeed, type FeedReply, shownReply } from './conversation-feed';
import { idleLimitMs, type OpenToken } from './open-token';

type Following = {
  readonly feed: ConversationFeed;
  readonly sender: string;
  readonly open: OpenToken;
  readonly after: number;
  readonly now: number;
  readonly request: Request;
  readonly response: Response;
};

/** Pushes replies as they are committed until the page leaves, or until the chat would have been idle too long: an active page asks again. */
export async function followFeed(following: Following): Promise<void> {
  const { request, response, open, now } = following;
  const session = await createSession(request, response, { keepAlive: 20_000 });
  const unsubscribe = await pushReplies(session, following);
  const end = setTimeout(
    () => {
      session.push({}, 'idle');
      response.end();
    },
    open.activeAt + idleLimitMs - now,
  );
  end.unref();
  const stop = () => {
    clearTimeout(end);
    unsubscribe();
  };
  if (session.isConnected) session.once('disconnected', stop);
  else stop();
}

/** Listens before it asks for what is already there, so that a reply committed in between is in one of the two; repeats go by cursor. */
async function pushReplies(session: Session, { feed, sender, after }: Following): Promise<() => void> {
  let last = after;
  let early: FeedReply[] | undefined = [];
  const push = (replies: readonly FeedReply[]) => {
    const fresh = replies.filter(({ cursor }) => cursor > last);
    const newest = fresh.at(-1);
    if (newest === undefined) return;
    last = newest.cursor;
    session.push({ replies: fresh.map(shownReply) }, 'replies', String(last));
  };
  const unsubscribe = feed.subscribe(sender, (replies) => {
    if (early === undefined) push(replies);
    else early.push(...replies);
  });
  push(await feed.since(sender, after));
  push(early);
  early = undefined;
  return unsubscribe;
}
