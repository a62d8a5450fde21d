import { DateTime } from 'luxon';
import type { Population } from '../../courses/model';
import { type Day, zone } from '../reach/period';
import { type Calendar, endOfPeriod, type Shift } from './calendar';

/** What decides when somebody may be written to first. Their own words are answered at any hour. */
export type Recipient = {
  readonly population?: Population;
  readonly shift?: Shift;
  readonly lastPushOn?: Day;
};

type Moment = DateTime<boolean>;

const morning = 8;
const evening = 20;
const mostDaysAhead = 400;

/**
 * The first moment from `at` on at which a push may go to this person: between 8:00 and 20:00 in Vietnam, not on a day that already
 * had one, not in a closed period, not at work or asleep after a shift. `undefined`: not within a year.
 */
export function nextAllowed(at: Date, recipient: Recipient, calendar: Calendar): Date | undefined {
  let time: Moment = DateTime.fromJSDate(at, { zone });
  const last = time.plus({ days: mostDaysAhead });
  while (time < last) {
    const later = forbiddenUntil(time, recipient, calendar);
    if (later === undefined) return time.toJSDate();
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
  if (time.hour < morning) return time.startOf('day').set({ hour: morning });
  return time.hour >= evening ? time.startOf('day').plus({ days: 1 }).set({ hour: morning }) : undefined;
}

function dayTakenUntil(time: Moment, lastPushOn: Day): Moment | undefined {
  return dayIn(time) <= lastPushOn ? startOf(lastPushOn).plus({ days: 1 }) : undefined;
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
  const today = time.startOf('day');
  for (const day of [today.minus({ days: 1 }), today]) {
    for (const span of closedSpans(day, shift)) {
      const from = atTime(day, span.slice(0, 5));
      const sameDay = atTime(day, span.slice(6));
      const until = sameDay > from ? sameDay : sameDay.plus({ days: 1 });
      if (from <= time && time < until) return until;
    }
  }
  return undefined;
}

function closedSpans(day: Moment, { pattern, since }: Shift): readonly string[] {
  const cycle = pattern.turns.reduce((days, turn) => days + turn.days, 0);
  const passed = Math.round(day.diff(startOf(since), 'days').days);
  let left = ((passed % cycle) + cycle) % cycle;
  for (const { days, closed } of pattern.turns) {
    if (left < days) return closed;
    left -= days;
  }
  return [];
}

function atTime(day: Moment, time: string): Moment {
  return day.set({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) });
}

function startOf(day: Day): Moment {
  return DateTime.fromISO(day, { zone });
}

function dayIn(time: Moment): Day {
  return time.toFormat('yyyy-MM-dd');
}
