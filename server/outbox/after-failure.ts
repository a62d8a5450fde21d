import { type SendFailure, sendFailures } from '../../bot/channels/send-failure';
import { backoffMs, mostTries, triedForMs } from './backoff';

/** How long an unknown outcome waits for the platform's echo (`docs/design/contracts.md` §2). */
export const echoWaitMs = 10 * 60_000;
/** A push waits twice as long: those sent in the ten minutes after it then have had their own ten for an echo. */
export const pushEchoWaitMs = 2 * echoWaitMs;
const pausedMs = 60_000;

export type Next =
  | { readonly state: 'waiting' | 'unknown'; readonly at: Date }
  | { readonly state: 'dropped'; readonly stop: boolean /* nothing behind it in its turn will be sent either */ };

/** What becomes of a message that was first to be sent at `since` and whose send number `tries` failed. */
export function afterFailure(failure: SendFailure, tries: number, { since, now }: { readonly since: Date; readonly now: Date }): Next {
  const at = (ms: number): Date => new Date(now.getTime() + ms);
  switch (sendFailures[failure.code].then) {
    case 'retry':
      if (tries >= mostTries && now.getTime() - since.getTime() >= triedForMs) return { state: 'dropped', stop: false };
      return { state: 'waiting', at: at(backoffMs(tries, failure.retryAfterMs)) };
    case 'await-echo':
      return { state: 'unknown', at: at(echoWaitMs) };
    case 'pause-account':
      return { state: 'waiting', at: at(pausedMs) };
    case 'stop':
      return { state: 'dropped', stop: failure.code !== 'rejected' };
  }
}
