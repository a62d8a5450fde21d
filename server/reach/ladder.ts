import { addDays, type Day } from './period';
import type { Moment } from './person-history';

const togetherWithinDays = 60;

/** The days on which a person met the second of the two parts, or met either again with the other still near. */
export function reachedOn(moments: readonly Moment[]): readonly Day[] {
  const seen: Partial<Record<'law' | 'knowledge', Day>> = {};
  const days = new Set<Day>();
  for (const { day, parts } of moments) {
    for (const part of parts) seen[part] = day;
    if (parts.length > 0 && isNear(seen.law, day) && isNear(seen.knowledge, day)) days.add(day);
  }
  return [...days];
}

function isNear(seen: Day | undefined, day: Day): boolean {
  return seen !== undefined && day <= addDays(seen, togetherWithinDays);
}
