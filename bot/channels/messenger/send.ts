import http from 'node:http';
import https from 'node:https';
import type { Outgoing } from '../channel';
import { retryAfterMs } from '../retry-after';
import { SendFailure } from '../send-failure';
import { failureOf } from './failure-of';
import { readSendAnswer } from './payload';

const sockets = 64;
const idleMs = 4_000; // shorter than a platform keeps an idle line, so that no message goes into a line just closed
const longestAnswer = 64 * 1024;

type Answer = { readonly status: number; readonly retryAfter: string | undefined; readonly text: string };
export type Send = (message: Outgoing, signal: AbortSignal) => Promise<string>;

/** Posts to the Send API over lines kept open. `url` is the whole address of the page's messages. */
export function createSend(url: URL, pageToken: string, now: () => Date): Send {
  const secure = url.protocol === 'https:';
  const options = { keepAlive: true, maxSockets: sockets, timeout: idleMs, scheduling: 'lifo' } as const;
  const agent = secure ? new https.Agent(options) : new http.Agent(options);
  const target = {
    protocol: url.protocol,
    hostname: url.hostname,
    port: url.port,
    path: `${url.pathname}${url.search}`,
    method: 'POST',
    agent,
  };
  return async (message, signal) => {
    const headers = { authorization: `Bearer ${pageToken}`, 'content-type': 'application/json' };
    return outcomeOf(await post(secure ? https.request : http.request, { ...target, headers, signal }, message.body), now());
  };
}

function post(request: typeof http.request, options: http.RequestOptions, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const sending = request({ ...options, headers: { ...options.headers, 'content-length': bytes.length } });
    let left = false; // whether any of the body may have reached the platform
    const fail = (cause: unknown): void => reject(new SendFailure(left ? 'unknown' : 'not_sent', { cause }));
    sending.once('socket', (socket) => {
      if (!socket.connecting) left = true;
      else
        socket.once(options.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
          left = true;
        });
    });
    sending.once('error', fail);
    sending.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < longestAnswer) text += chunk;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text }));
      response.once('error', fail);
    });
    sending.end(bytes);
  });
}

function outcomeOf({ status, retryAfter, text }: Answer, now: Date): string {
  const answer = readSendAnswer(text);
  if (answer?.messageId !== undefined) return answer.messageId;

  const waitMs = retryAfterMs(retryAfter, now);
  const wait = waitMs === undefined ? {} : { retryAfterMs: waitMs };
  if (answer?.error !== undefined) throw new SendFailure(failureOf(answer.error), wait);
  if (status === 429) throw new SendFailure('throttled', wait);
  if (status >= 500) throw new SendFailure('not_sent', wait);
  throw new SendFailure(status >= 400 ? 'rejected' : 'unknown');
}
