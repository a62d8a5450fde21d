import { type Day, endOfLastWeek } from './period';

/** Officers' figures about service workers move once a week (`docs/design/reach.md` §3). */
export function weeklyCutOff(day: Day): Day {
  return endOfLastWeek(day);
}

/** Rounded down to 5, and nothing under 10. */
export function coarse(count: number): number | undefined {
  return count < 10 ? undefined : count - (count % 5);
}
