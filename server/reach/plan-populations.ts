import type { Population } from '../../courses/model';
import type { IndicatorPopulation } from './figure';

/** The populations behind the words of a plan; the table in `content/plans/README.md` says the same. */
export const populationsOf: Readonly<Record<IndicatorPopulation, readonly Population[]>> = {
  student: ['upper-secondary', 'higher-education', 'vocational'],
  'student/vocational': ['vocational'],
  'ip-worker': ['ip-worker'],
  'service-worker': ['service-worker'],
  official: ['official'],
};

/** The kinds of school a plan names, where it names fewer than all. */
export const institutionPopulations: Readonly<Record<string, Population>> = {
  'trung học phổ thông': 'upper-secondary',
  'giáo dục đại học': 'higher-education',
  'giáo dục nghề nghiệp': 'vocational',
};

export function isIndicatorPopulation(name: string): name is IndicatorPopulation {
  return Object.hasOwn(populationsOf, name);
}
