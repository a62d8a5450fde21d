import type { Actor, RetryClass } from './error-entry';
import { explain, type Host } from './error-table';

/** Everything this package throws. No message, field or cause carries a token or a secret. */
export abstract class ZaloError extends Error {}

/** Zalo answered, and said no: nothing was done. */
export class ZaloApiError extends ZaloError {
  readonly retry: RetryClass;
  readonly acts: Actor;
  readonly means: string;

  constructor(
    readonly host: Host,
    readonly code: number,
    /** The platform's own words, cut short and without secrets. For a log, not for a decision. */
    readonly vendorText: string,
    readonly retryAfterMs: number | undefined = undefined,
  ) {
    const { retry, acts, means } = explain(host, code, vendorText);
    super(`Zalo refused the call (${code}): ${means}`);
    this.name = 'ZaloApiError';
    this.retry = retry;
    this.acts = acts;
    this.means = means;
  }
}

export type TransportReason = 'connect' | 'line' | 'timeout' | 'aborted' | 'http_status' | 'redirected' | 'not_understood' | 'too_large';

/** No answer that can be used. `outcome` says whether the call may have taken effect nevertheless. */
export class ZaloTransportError extends ZaloError {
  readonly outcome: 'not_sent' | 'unknown';
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly reason: TransportReason,
    { outcome, status, retryAfterMs, ...options }: ErrorOptions & TransportDetails,
  ) {
    const what = status === undefined ? reason : `${reason} ${status}`;
    super(`No answer from Zalo (${what}); ${outcome === 'not_sent' ? 'nothing was done' : 'it is unknown whether it was done'}`, options);
    this.name = 'ZaloTransportError';
    this.outcome = outcome;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

type TransportDetails = {
  readonly outcome: 'not_sent' | 'unknown';
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
};

export const reconnectReasons = {
  not_connected: 'no tokens are stored yet',
  consumed: 'the refresh token was used before, and the pair it gave was lost',
  refused: 'the refresh token is unknown or was revoked',
  expired: 'the refresh token was not used for three months',
} as const;
export type ReconnectReason = keyof typeof reconnectReasons;

/** Nothing but a person can help: an administrator of the Official Account must grant access anew. */
export class ZaloReconnectError extends ZaloError {
  constructor(readonly reason: ReconnectReason) {
    super(
      `The Official Account must be connected again: ${reconnectReasons[reason]}. ` +
        'An administrator of the account opens the permission link of the application, agrees, and the new code is exchanged for tokens.',
    );
    this.name = 'ZaloReconnectError';
  }
}
