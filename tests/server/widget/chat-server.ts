import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { raw } from 'express';
import { z } from 'zod';
import { senderOf } from '../../../bot/channels/web/sender-cookie';
import type { Reply } from '../../../bot/messages';
import { createChatApi, type FeedReply } from '../../../server/http/chat-api';
import { answerErrors } from '../../../server/http/middleware/answer-errors';
import { loadTexts } from '../../../server/i18n';
import { deriveKeys } from '../../../server/keys';
import { createLogger } from '../../../server/observability/logger';
import { packageRoot } from '../../../server/package-root';
import { createChatPages } from '../../../server/widget/chat-pages';
import type { ResumeCodes } from '../../../server/widget/resume-codes';

const eventSchema = z.object({
  id: z.string(),
  kind: z.enum(['message', 'joined']),
  text: z.string().optional(),
  value: z.string().optional(),
  ref: z.string().optional(),
  at: z.iso.datetime(),
});
export type ReceivedEvent = z.infer<typeof eventSchema>;

export type Script = (event: ReceivedEvent) => readonly Reply[];

export const keys = deriveKeys('a secret for tests only', 'another secret for tests only');
export const exitPath = '/elsewhere';

/** A web chat whose bot follows a script: real pages, real API, events stored once by id. */
export type ChatServer = {
  readonly url: string;
  readonly received: readonly ReceivedEvent[];
  /** Says something without being asked, to everyone. */
  readonly say: (reply: Reply) => void;
  /** What the server does with requests from now on: `silent` answers events and drops the answer on its way. */
  line: 'up' | 'busy' | 'silent' | 'down';
  /** How far the server's clock is ahead. */
  clockAheadMs: number;
  readonly dropStreams: () => void;
  readonly close: () => Promise<void>;
};

export async function startChatServer(
  script: Script,
  options: { readonly demo?: boolean; readonly newChatsPerMinute?: number } = {},
): Promise<ChatServer> {
  const feed = scriptedFeed(script);
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${portOf(server)}`;
  const chat: ChatServer = {
    url,
    received: feed.received,
    say: feed.say,
    line: 'up',
    clockAheadMs: 0,
    dropStreams: () => server.closeAllConnections(),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  const now = () => new Date(Date.now() + chat.clockAheadMs);

  app.use('/chat/api', (request, response, next) => {
    if (chat.line === 'down') request.socket.destroy();
    else if (chat.line === 'busy') response.status(503).end();
    else next();
  });
  app.post('/chat/api/events', raw({ type: () => true, limit: '64kb' }), (request, response) => {
    const sender = senderOf(keys.of('web-chat'), request.headers.cookie);
    if (sender === undefined) return void response.status(401).end();
    const body = z.object({ events: z.array(eventSchema) }).safeParse(JSON.parse(String(request.body)));
    if (!body.success) return void response.status(400).end();
    for (const event of body.data.events) feed.accept(sender, event);
    if (chat.line === 'silent') request.socket.destroy();
    else response.json({});
  });
  app.use(createChatApi({ feed, codes: codesInMemory(), keys, now, secure: false, newChatsPerMinute: options.newChatsPerMinute ?? 1000 }));
  app.use(
    createChatPages({
      texts: loadTexts(),
      keys,
      secure: false,
      demo: options.demo ?? false,
      messengerPage: 'bai.hoc.ngan',
      hotlines: () => [{ number: '111', name: 'Tổng đài bảo vệ trẻ em' }],
      exitUrl: `${url}${exitPath}`,
      assetsFolder: join(packageRoot, 'dist/server/widget/assets'),
    }),
  );
  app.use(answerErrors(loadTexts(), createLogger('silent')));
  app.get(exitPath, (_request, response) => void response.send('<!doctype html><title>Elsewhere</title><p>Elsewhere'));
  return chat;
}

export function scriptedFeed(script: Script) {
  const replies = new Map<string, FeedReply[]>();
  const listeners = new Set<{ readonly sender: string; readonly listen: (replies: readonly FeedReply[]) => void }>();
  const received: ReceivedEvent[] = [];

  function commit(sender: string, said: readonly Reply[], event?: string): void {
    const earlier = replies.get(sender) ?? [];
    const fresh = said.map((reply, index) => ({ cursor: earlier.length + index + 1, reply, ...(event === undefined ? {} : { event }) }));
    replies.set(sender, [...earlier, ...fresh]);
    for (const { listen } of [...listeners].filter((listener) => listener.sender === sender)) listen(fresh);
  }

  return {
    received,
    since: async (sender: string, after: number) => (replies.get(sender) ?? []).filter(({ cursor }) => cursor > after),
    subscribe: (sender: string, listen: (replies: readonly FeedReply[]) => void) => {
      const listener = { sender, listen };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    accept: (sender: string, event: ReceivedEvent) => {
      if (received.some(({ id }) => id === event.id)) return;
      received.push(event);
      if (!replies.has(sender)) replies.set(sender, []);
      commit(sender, script(event), event.id);
    },
    say: (reply: Reply) => {
      for (const sender of replies.keys()) commit(sender, [reply]);
    },
    listening: () => listeners.size,
  };
}

export function codesInMemory(): ResumeCodes {
  const codes = new Map<string, string>();
  return {
    isSet: async (sender) => codes.has(sender),
    set: async (sender, code) => void codes.set(sender, code),
    remove: async (sender) => void codes.delete(sender),
    check: async (sender, code) => ({ result: (codes.get(sender) ?? code) === code ? 'right' : 'wrong' }),
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
