import type { Calendar } from '../pushes/calendar';
import { nextAllowed, type Recipient } from '../pushes/next-allowed';

/** The first moment from `from`, or from `now` when that is later, at which somebody may be written to. */
export type Allowed = { readonly now: Date; readonly next: (recipient: Recipient, from?: Date) => Date | undefined };

const minuteMs = 60_000;

/** The rules ask few different questions about a hundred thousand people: each is worked out once. */
export function allowedFrom(now: Date, calendar: Calendar): Allowed {
  const known = new Map<string, Date | undefined>();
  return {
    now,
    next: (recipient, from = now) => {
      const wanted = from > now ? new Date(Math.ceil(from.getTime() / minuteMs) * minuteMs) : now;
      const { population, shift, lastPushOn } = recipient;
      const key = [wanted.getTime(), population, shift?.pattern.id, shift?.since, lastPushOn].join();
      if (!known.has(key)) known.set(key, nextAllowed(wanted, recipient, calendar));
      return known.get(key);
    },
  };
}
