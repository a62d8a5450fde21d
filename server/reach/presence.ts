import type { Population } from '../../courses/model';
import { addMonths, type Day, endOfSchoolYear } from './period';

const students: ReadonlySet<Population> = new Set(['upper-secondary', 'vocational', 'higher-education']);

export function isStudent(population: Population): boolean {
  return students.has(population);
}

/**
 * The first day on which somebody last seen on `day` is no longer taken to be there: students belong until the school year
 * ends on 31 August, everyone else for 6 months. Whoever is seen again stays.
 */
export function presentUntil(population: Population, day: Day): Day {
  return isStudent(population) ? endOfSchoolYear(day) : addMonths(day, 6);
}

/** How long being reached lasts, in months; assumed until the plan's owner signs it. Students: the length of their course. */
const freshMonths: Readonly<Partial<Record<Population, number>>> = {
  'upper-secondary': 36,
  vocational: 36,
  'higher-education': 48,
  'ip-worker': 12,
  'service-worker': 12,
};

/** The first day on which a person reached on `day` no longer is; `undefined`: for the whole period of the plan. */
export function freshUntil(population: Population, day: Day): Day | undefined {
  const months = freshMonths[population];
  return months === undefined ? undefined : addMonths(day, months);
}
