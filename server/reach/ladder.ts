import { addDays, type Day } from './period';
import type { Moment } from './person-history';

const togetherWithinDays = 60;

type Seen = Partial<Record<'law' | 'knowledge', Day>>;

/**
 * The days on which a person met the second of the two parts, or met either again with the other still near. A lesson stands for
 * itself. Meetings count from the day on which those of 60 days add up to the plan's minimum of minutes, and then all of them.
 */
export function reachedOn(moments: readonly Moment[], minimumMinutes: number): readonly Day[] {
  const seen: Seen = {};
  const days = new Set<Day>();
  let meetings: readonly Moment[] = [];
  for (const moment of moments) {
    const { day, minutes } = moment;
    if (moment.parts.length === 0) continue;
    if (minutes !== undefined) {
      meetings = [...meetings.filter((earlier) => isNear(earlier.day, day)), moment];
      if (minutesOf(meetings) < minimumMinutes) continue;
    }
    for (const met of minutes === undefined ? [moment] : meetings) note(seen, met);
    if (isNear(seen.law, day) && isNear(seen.knowledge, day)) days.add(day);
  }
  return [...days];
}

function minutesOf(meetings: readonly Moment[]): number {
  return meetings.reduce((sum, { minutes = 0 }) => sum + minutes, 0);
}

/** Meetings that begin to count late may be older than what was seen since. */
function note(seen: Seen, { parts, day }: Moment): void {
  for (const part of parts) {
    const known = seen[part];
    if (known === undefined || known < day) seen[part] = day;
  }
}

function isNear(seen: Day | undefined, day: Day): boolean {
  return seen !== undefined && day <= addDays(seen, togetherWithinDays);
}
