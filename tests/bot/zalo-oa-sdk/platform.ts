import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMemoryTokenStore, createZaloOa, type TokenStore, type Tokens, type ZaloOaOptions } from '../../../bot/zalo-oa-sdk/src';

export type Seen = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
};

/** What the platform does with one request. */
export type Reaction =
  | { readonly json: unknown; readonly status?: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly text: string; readonly status?: number; readonly headers?: Readonly<Record<string, string>> }
  | 'drop-the-line'
  | 'never-answer';

export type Platform = {
  readonly url: string;
  readonly seen: Seen[];
  /** Answers the next requests for a path in this order; the last one goes on. */
  readonly on: (path: string, ...reactions: readonly Reaction[]) => void;
  readonly stop: () => Promise<void>;
};

/** A platform on loopback that says what it is told to, and remembers what it was asked. */
export async function startPlatform(): Promise<Platform> {
  const reactions = new Map<string, Reaction[]>();
  const seen: Seen[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', 'http://platform');
    const body = Buffer.concat(chunks).toString();
    seen.push({ method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, body });
    const queue = reactions.get(url.pathname) ?? [];
    const reaction = (queue.length > 1 ? queue.shift() : queue[0]) ?? { status: 404, json: { error: -404, message: 'empty api' } };
    if (reaction === 'never-answer') return;
    if (reaction === 'drop-the-line') {
      request.socket.destroy();
      return;
    }
    response.writeHead(reaction.status ?? 200, reaction.headers);
    response.end('json' in reaction ? JSON.stringify(reaction.json) : reaction.text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    on: (path, ...next) => reactions.set(path, [...next]),
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

export const start = Date.parse('2026-11-22T02:00:00Z');
export const hour = 3600_000;
export const user = '7000000000000000001';

export function tokensAt(now: number, name = '1'): Tokens {
  return {
    accessToken: `access-secret-${name}`,
    refreshToken: `refresh-secret-${name}`,
    accessExpiresAt: now + 25 * hour,
    refreshExpiresAt: now + 90 * 24 * hour,
  };
}

export function storeWith(tokens?: Tokens): TokenStore {
  return createMemoryTokenStore(tokens);
}

export function clientOf(platform: Pick<Platform, 'url'>, options: Partial<ZaloOaOptions> = {}) {
  const urls = { oauthUrl: platform.url, openApiUrl: platform.url, businessUrl: platform.url };
  return createZaloOa({
    appId: '1000000000000000001',
    appSecret: 'app-secret-for-tests',
    tokens: storeWith(tokensAt(start)),
    ...urls,
    now: () => start,
    retries: { times: 0 },
    ...options,
  });
}

export const sent = {
  error: 0,
  message: 'Success',
  data: { message_id: 'f0e1d2c3b4a5968778695a4b', user_id: user, sent_time: '1767225600123' },
};

export function pair(name: string) {
  return { json: { access_token: `access-secret-${name}`, refresh_token: `refresh-secret-${name}`, expires_in: '90000' } };
}
