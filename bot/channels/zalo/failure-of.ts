import { type RetryClass, ZaloApiError, ZaloReconnectError, ZaloTransportError } from 'zalo-oa-sdk';
import { SendFailure, type SendFailureCode } from '../send-failure';

const byClass: Readonly<Record<RetryClass, SendFailureCode>> = {
  refresh: 'misconfigured', // the token was renewed, and is refused all the same
  backoff: 'not_sent',
  quota: 'out_of_quota',
  window: 'outside_window',
  human: 'misconfigured',
  permanent: 'rejected',
  reupload: 'rejected',
};

/** Where the sender must do other than the table of the client says. */
const byCode: Readonly<Record<number, SendFailureCode>> = {
  [-32]: 'throttled',
  [-213]: 'learner_left',
  [-217]: 'learner_left',
  [-227]: 'learner_left',
  [-244]: 'learner_left',
  [-320]: 'outside_window', // after 48 hours a message is charged, and there is nothing to charge it to
  [-321]: 'outside_window',
};

/** What any error of the client means for the sender. An error of our own, such as a store that is away, comes before anything is sent. */
export function failureOf(error: unknown): SendFailure {
  if (error instanceof ZaloApiError) {
    return new SendFailure(byCode[error.code] ?? byClass[error.retry], { cause: error, ...waitOf(error.retryAfterMs) });
  }
  if (error instanceof ZaloReconnectError) return new SendFailure('misconfigured', { cause: error });
  if (error instanceof ZaloTransportError) {
    return new SendFailure(ofTransport(error), { cause: error, ...waitOf(error.retryAfterMs) });
  }
  return new SendFailure('not_sent', { cause: error });
}

function ofTransport({ outcome, status }: ZaloTransportError): SendFailureCode {
  if (outcome === 'unknown') return 'unknown';
  if (status === 429) return 'throttled';
  return status !== undefined && status < 500 ? 'misconfigured' : 'not_sent'; // a wrong address answers 404 or leads elsewhere
}

function waitOf(retryAfterMs: number | undefined): { readonly retryAfterMs?: number } {
  return retryAfterMs === undefined ? {} : { retryAfterMs };
}
