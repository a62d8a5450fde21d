import { type SendFailure, sendFailures } from '../../bot/channels/send-failure';
import { backoffMs, mostTries, triedForMs } from './backoff';

/** How long an unknown outcome waits for the platform's echo (`docs/design/contracts.md` §2). */
export const echoWaitMs = 10 * 60_000;
/** A push waits twice as long: those sent in the ten minutes after it then have had their own ten for an echo. */
export const pushEchoWaitMs = 2 * echoWaitMs;
const pausedMs = 60_000;
/** A platform that says only that a quota is used up is asked again so often, for a week. */
const quotaLookMs = 60 * 60_000;
const quotaWaitMs = 7 * 24 * 3_600_000;

export type Next =
  | { readonly state: 'waiting' | 'unknown'; readonly at: Date }
  | { readonly state: 'dropped'; readonly stop: boolean /* nothing behind it in its turn will be sent either */ };

/** `closesAt`: when it can no longer reach its learner. */
export type Span = { readonly since: Date; readonly now: Date; readonly closesAt?: Date | undefined };

/** What becomes of a message that was first to be sent at `since` and whose send number `tries` failed. */
export function afterFailure(failure: SendFailure, tries: number, { since, now, closesAt }: Span): Next {
  const at = (ms: number): Date => new Date(now.getTime() + ms);
  switch (sendFailures[failure.code].then) {
    case 'retry':
      if (tries >= mostTries && now.getTime() - since.getTime() >= triedForMs) return { state: 'dropped', stop: false };
      return { state: 'waiting', at: at(backoffMs(tries, failure.retryAfterMs)) };
    case 'await-echo':
      return { state: 'unknown', at: at(echoWaitMs) };
    case 'await-quota': {
      const opens = at(failure.retryAfterMs ?? quotaLookMs);
      const last = closesAt ?? new Date(since.getTime() + quotaWaitMs);
      return opens < last ? { state: 'waiting', at: opens } : { state: 'dropped', stop: false };
    }
    case 'pause-account':
      return { state: 'waiting', at: at(pausedMs) };
    case 'stop':
      return { state: 'dropped', stop: failure.code !== 'rejected' };
  }
}
