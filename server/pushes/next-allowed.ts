import type { Population } from '../../courses/model';
import type { Day } from '../reach/period';
import { type Calendar, endOfPeriod, type Shift } from './calendar';

/** What decides when somebody may be written to first. Their own words are answered at any hour. */
export type Recipient = {
  readonly population?: Population;
  readonly shift?: Shift;
  readonly lastPushOn?: Day;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Vietnam has had one offset, summer and winter, since 1975. Every turn asks for such a moment, so no library of time zones works it out. */
const offsetMs = 7 * hourMs;
const morning = 8 * hourMs;
const evening = 20 * hourMs;
const mostDaysAhead = 400;

/** Milliseconds since 1970 as a clock in Vietnam shows them. */
type Moment = number;

/**
 * The first moment from `at` on at which a push may go to this person: between 8:00 and 20:00 in Vietnam, not on a day that already
 * had one, not in a closed period, not at work or asleep after a shift. `undefined`: not within a year.
 */
export function nextAllowed(at: Date, recipient: Recipient, calendar: Calendar): Date | undefined {
  let time: Moment = at.getTime() + offsetMs;
  const last = time + mostDaysAhead * dayMs;
  while (time < last) {
    const later = forbiddenUntil(time, recipient, calendar);
    if (later === undefined) return new Date(time - offsetMs);
    time = later;
  }
  return undefined;
}

/** The first rule that forbids this moment says until when. */
function forbiddenUntil(time: Moment, { population, shift, lastPushOn }: Recipient, calendar: Calendar): Moment | undefined {
  return (
    quietUntil(time) ??
    (lastPushOn === undefined ? undefined : dayTakenUntil(time, lastPushOn)) ??
    closedUntil(time, population, calendar) ??
    (shift === undefined ? undefined : busyUntil(time, shift))
  );
}

function quietUntil(time: Moment): Moment | undefined {
  const today = startOfDay(time);
  if (time - today < morning) return today + morning;
  return time - today >= evening ? today + dayMs + morning : undefined;
}

function dayTakenUntil(time: Moment, lastPushOn: Day): Moment | undefined {
  return dayIn(time) <= lastPushOn ? startOf(lastPushOn) + dayMs : undefined;
}

function closedUntil(time: Moment, population: Population | undefined, { closed }: Calendar): Moment | undefined {
  const day = dayIn(time);
  for (const { populations, period } of closed) {
    if (populations !== undefined && (population === undefined || !populations.includes(population))) continue;
    const end = endOfPeriod(period, day);
    if (end !== undefined) return startOf(end);
  }
  return undefined;
}

/** A span that began yesterday may reach into today. */
function busyUntil(time: Moment, shift: Shift): Moment | undefined {
  const today = startOfDay(time);
  for (const day of [today - dayMs, today]) {
    for (const span of closedSpans(day, shift)) {
      const from = atTime(day, span.slice(0, 5));
      const sameDay = atTime(day, span.slice(6));
      const until = sameDay > from ? sameDay : sameDay + dayMs;
      if (from <= time && time < until) return until;
    }
  }
  return undefined;
}

function closedSpans(day: Moment, { pattern, since }: Shift): readonly string[] {
  const cycle = pattern.turns.reduce((days, turn) => days + turn.days, 0);
  const passed = (day - startOf(since)) / dayMs;
  let left = ((passed % cycle) + cycle) % cycle;
  for (const { days, closed } of pattern.turns) {
    if (left < days) return closed;
    left -= days;
  }
  return [];
}

function atTime(day: Moment, time: string): Moment {
  return day + Number(time.slice(0, 2)) * hourMs + Number(time.slice(3)) * 60_000;
}

function startOf(day: Day): Moment {
  return Date.parse(`${day}T00:00:00Z`);
}

function startOfDay(time: Moment): Moment {
  return Math.floor(time / dayMs) * dayMs;
}

function dayIn(time: Moment): Day {
  return new Date(time).toISOString().slice(0, 10);
}
