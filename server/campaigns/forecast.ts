import type { Calendar } from '../pushes/calendar';
import { nextAllowed } from '../pushes/next-allowed';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** When the sends of one account would end: who may be written to from when on, at the account's rate, by day only. */
export class Forecast {
  readonly #byMinute = new Map<number, number>();

  constructor(private readonly perSecond: number) {}

  add(at: Date): void {
    const minute = Math.floor(at.getTime() / minuteMs);
    this.#byMinute.set(minute, (this.#byMinute.get(minute) ?? 0) + 1);
  }

  endsAt(from: Date, calendar: Calendar): Date | undefined {
    let time: Date | undefined = from;
    for (const [minute, people] of [...this.#byMinute].sort(([a], [b]) => a - b)) {
      if (time === undefined) return undefined;
      const begun = new Date(Math.max(time.getTime(), minute * minuteMs));
      time = afterSending(begun, people / this.perSecond, calendar);
    }
    return time;
  }
}

/** Hour by hour, as a night begins and ends on the hour. */
function afterSending(from: Date, seconds: number, calendar: Calendar): Date | undefined {
  let left = seconds * 1000;
  let time = nextAllowed(from, {}, calendar);
  while (time !== undefined) {
    const hourEnd = (Math.floor(time.getTime() / hourMs) + 1) * hourMs;
    const room = hourEnd - time.getTime();
    if (left <= room) return new Date(time.getTime() + left);
    left -= room;
    time = nextAllowed(new Date(hourEnd), {}, calendar);
  }
  return undefined;
}
