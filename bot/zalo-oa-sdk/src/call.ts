import { createHmac } from 'node:crypto';
import type { TokenSource } from './auth/token-source';
import { ZaloApiError, ZaloTransportError } from './errors';
import { exchange, type Fetch, type HttpAnswer, type HttpRequest, type RateLimit } from './http';
import { type Fields, fieldsOf, numberOf, parseJson, textOf } from './json';
import { attempt, type Retries } from './retries';
import { withoutSecrets } from './without-secrets';

/** How one call may be cut short. */
export type CallOptions = { readonly signal?: AbortSignal; readonly timeoutMs?: number };

/** One documented call: where, with what, and how its `data` is read. */
export type Endpoint<T> = {
  readonly host: 'oa' | 'business';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Ordinary query parameters: the business host's way. */
  readonly query?: Fields;
  /** The query parameter `data`, JSON inside: the account host's way. */
  readonly data?: Fields;
  readonly body?: Fields | FormData;
  /** Whether doing it twice is doing it once, so that it may be tried again when nobody knows. */
  readonly repeatable?: boolean;
  /** `undefined`: the answer is not what the call promises. */
  readonly read: (data: unknown) => T | undefined;
};

export type Call = <T>(endpoint: Endpoint<T>, options?: CallOptions) => Promise<T>;

/** What a call came to, for logs and metrics: nothing secret, nothing of a person. */
export type CallReport = {
  readonly path: string;
  readonly ms: number;
  readonly status: number | undefined;
  readonly code: number | undefined;
  readonly rate: RateLimit | undefined;
};

export type CallerOptions = {
  readonly hosts: Readonly<Record<'oa' | 'business', string>>;
  readonly tokens: TokenSource;
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly timeoutMs: number;
  readonly retries: Retries;
  /** The application secret, when calls are to carry the proof made with it. */
  readonly proveWith: string | undefined;
  readonly onCall: ((report: CallReport) => void) | undefined;
};

/** Calls with the account's token: renewed once when it is refused, tried again only where that is safe. */
export function createCall(options: CallerOptions): Call {
  return (endpoint, { signal, timeoutMs = options.timeoutMs } = {}) =>
    attempt(options.retries, { repeatable: endpoint.method === 'GET' || endpoint.repeatable === true, signal }, async () => {
      const token = await tokenFor(options.tokens.accessToken(), signal);
      try {
        return await ask(options, endpoint, { token, signal, timeoutMs });
      } catch (error) {
        if (!(error instanceof ZaloApiError) || error.retry !== 'refresh') throw error;
        const other = await tokenFor(options.tokens.instead(token), signal);
        if (other === token) throw error;
        return ask(options, endpoint, { token: other, signal, timeoutMs });
      }
    });
}

/** Waiting for a token is cut short by the caller's signal; the renewal itself goes on for the others. Nothing was sent meanwhile. */
async function tokenFor(token: Promise<string>, signal: AbortSignal | undefined): Promise<string> {
  try {
    return await (signal === undefined ? token : untilAborted(token, signal));
  } catch (cause) {
    if (!(cause instanceof ZaloTransportError)) throw cause;
    const { reason, status, retryAfterMs } = cause;
    throw new ZaloTransportError(reason, { outcome: 'not_sent', ...(status === undefined ? {} : { status }), retryAfterMs, cause });
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(new ZaloTransportError('aborted', { outcome: 'not_sent' }));
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}

type Asking = { readonly token: string; readonly signal: AbortSignal | undefined; readonly timeoutMs: number };

async function ask<T>(options: CallerOptions, endpoint: Endpoint<T>, { token, signal, timeoutMs }: Asking): Promise<T> {
  const began = options.now();
  let answer: HttpAnswer | undefined;
  let failure: unknown;
  try {
    answer = await exchange(options.fetch, requestOf(options, endpoint, token), { timeoutMs, signal, now: options.now });
    return resultOf(endpoint, answer, [token, options.proveWith]);
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    const code = failure instanceof ZaloApiError ? failure.code : undefined;
    const { status, rate } = { status: answer?.status, rate: answer?.rate };
    options.onCall?.({ path: endpoint.path, ms: options.now() - began, status, code, rate });
  }
}

function requestOf(options: CallerOptions, endpoint: Endpoint<unknown>, token: string): HttpRequest {
  const url = new URL(endpoint.path, options.hosts[endpoint.host]);
  for (const [name, value] of Object.entries(endpoint.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  if (endpoint.data !== undefined) url.searchParams.set('data', JSON.stringify(endpoint.data));
  const proof = options.proveWith === undefined ? {} : { appsecret_proof: proofOf(token, options.proveWith) };
  const headers = { access_token: token, ...proof };
  if (endpoint.method === 'GET') return { method: 'GET', url: url.href, headers };
  if (endpoint.body instanceof FormData) return { method: 'POST', url: url.href, headers, body: endpoint.body };
  return {
    method: 'POST',
    url: url.href,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(endpoint.body ?? {}),
  };
}

/** HMAC-SHA256 of the token with the application secret. */
export function proofOf(accessToken: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}

/** Zalo says no with HTTP 200 as a rule and with 4xx or 5xx at times: the body decides, the status only when there is no body to read. */
function resultOf<T>(endpoint: Endpoint<T>, answer: HttpAnswer, secrets: readonly (string | undefined)[]): T {
  const { status, retryAfterMs } = answer;
  const envelope = fieldsOf(parseJson(answer.text));
  const code = numberOf(envelope?.error);
  if (code !== undefined && code !== 0) {
    throw new ZaloApiError(endpoint.host, code, withoutSecrets(textOf(envelope?.message) ?? '', secrets), retryAfterMs);
  }
  if (status >= 400) throw new ZaloTransportError('http_status', { outcome: outcomeOf(status), status, retryAfterMs });
  const result = code === 0 ? endpoint.read(envelope?.data) : undefined;
  if (result === undefined) throw new ZaloTransportError('not_understood', { outcome: 'unknown', status });
  return result;
}

/** A gateway's 502 or 504, and a 500, may come after the message was taken. */
function outcomeOf(status: number): 'not_sent' | 'unknown' {
  return status < 500 || status === 503 ? 'not_sent' : 'unknown';
}
