import { randomInt } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { ZaloApiError, ZaloTransportError } from './errors';

export type Retries = {
  /** Tries after the first; 0 leaves it all to the caller. */
  readonly times: number;
  /** Doubled from try to try, up to `longestMs`, and spread by chance so that many callers do not come back at once. */
  readonly firstMs: number;
  readonly longestMs: number;
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
};

type What = { readonly repeatable: boolean; readonly signal: AbortSignal | undefined };

/** Tries again where that is safe: when nothing was done, or doing it twice is doing it once. */
export async function attempt<T>(retries: Retries, what: What, work: () => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried >= retries.times || what.signal?.aborted || !isSafe(error, what.repeatable)) throw error;
      const wait = retries.wait ?? pause;
      await wait(pauseMs(retries, tried, error), what.signal);
      if (what.signal?.aborted) throw error;
    }
  }
}

function isSafe(error: unknown, repeatable: boolean): boolean {
  if (error instanceof ZaloApiError) return error.retry === 'backoff' && (repeatable || error.code === rateLimited);
  if (!(error instanceof ZaloTransportError) || error.reason === 'aborted' || error.reason === 'redirected') return false;
  const transient = error.status === undefined || error.status === 429 || error.status >= 500;
  return transient && (repeatable || error.outcome === 'not_sent');
}

/** The only refusal to back off from that surely came before anything was done. */
const rateLimited = -32;

function pauseMs({ firstMs, longestMs }: Retries, tried: number, error: unknown): number {
  const told = error instanceof ZaloTransportError || error instanceof ZaloApiError ? error.retryAfterMs : undefined;
  const full = Math.min(longestMs, firstMs * 2 ** tried);
  return Math.max(told ?? 0, Math.ceil(full / 2) + randomInt(Math.ceil(full / 2) + 1));
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await after(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined); // called off: there is nothing to wait for
}
