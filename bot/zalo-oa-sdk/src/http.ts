import { ZaloTransportError } from './errors';
import { readBody } from './read-body';
import { retryAfterMs } from './retry-after';

/** The platform's own `fetch`, or one that does the same. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type HttpRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
};

export type HttpAnswer = {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number | undefined;
  readonly rate: RateLimit | undefined;
};

/** What the headers of an answer said of the limit on calls. */
export type RateLimit = { readonly limit: number; readonly remaining: number };

export type HttpLimits = { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined; readonly now: () => number };

/** One request and its whole answer, whatever its status. Rejects with a `ZaloTransportError` and nothing else. */
export async function exchange(fetch: Fetch, request: HttpRequest, limits: HttpLimits): Promise<HttpAnswer> {
  if (limits.signal?.aborted) throw new ZaloTransportError('aborted', { outcome: 'not_sent' });
  const deadline = startDeadline(limits);
  try {
    // A redirect would carry the token to another host.
    const response = await fetch(request.url, { ...request, redirect: 'manual', signal: deadline.signal });
    if (response.status >= 300 && response.status < 400) {
      throw new ZaloTransportError('redirected', { outcome: 'not_sent', status: response.status });
    }
    return { status: response.status, text: await readBody(response), ...readHeaders(response.headers, limits.now()) };
  } catch (cause) {
    throw cause instanceof ZaloTransportError ? cause : transportError(cause, deadline.reason());
  } finally {
    deadline.stop();
  }
}

type Deadline = { readonly signal: AbortSignal; readonly reason: () => 'timeout' | 'aborted' | undefined; readonly stop: () => void };

/** A signal of its own for each request: listeners on the caller's, which may live long, are taken off again. */
function startDeadline({ timeoutMs, signal }: HttpLimits): Deadline {
  const controller = new AbortController();
  let reason: 'timeout' | 'aborted' | undefined;
  const end = (why: 'timeout' | 'aborted') => {
    reason ??= why;
    controller.abort();
  };
  const aborted = () => end('aborted');
  const timer = setTimeout(() => end('timeout'), timeoutMs);
  signal?.addEventListener('abort', aborted, { once: true });
  return {
    signal: controller.signal,
    reason: () => reason,
    stop: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
    },
  };
}

/** Faults that come before the first byte of the request has left. */
const neverLeft =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/;

function transportError(cause: unknown, ended: 'timeout' | 'aborted' | undefined): ZaloTransportError {
  if (ended !== undefined) return new ZaloTransportError(ended, { outcome: 'unknown', cause });
  return neverLeft.test(codeOf(cause))
    ? new ZaloTransportError('connect', { outcome: 'not_sent', cause })
    : new ZaloTransportError('line', { outcome: 'unknown', cause });
}

/** `fetch` hides the line's own error one or two causes deep. Not asked by class: another realm may have made it. */
function codeOf(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 3) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause, depth + 1) : '';
}

function readHeaders(headers: Headers, now: number): Pick<HttpAnswer, 'rate' | 'retryAfterMs'> {
  const limit = Number(headers.get('x-ratelimit-limit') ?? Number.NaN);
  const remaining = Number(headers.get('x-ratelimit-remain') ?? Number.NaN);
  return {
    rate: Number.isFinite(limit) && Number.isFinite(remaining) ? { limit, remaining } : undefined,
    retryAfterMs: retryAfterMs(headers.get('retry-after'), now),
  };
}
