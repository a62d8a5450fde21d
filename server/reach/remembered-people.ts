import type { Remembered } from './figure';
import type { Reading } from './model';

/** Of those who are counted: nobody answers who was not asked, nor is right without an answer, whatever is held back by a denominator. */
export function rememberedPeople(low: number, sum: (reading: Reading) => number): Remembered {
  const asked = Math.min(low, Math.max(0, sum('recall-asked')));
  const answered = Math.min(asked, Math.max(0, sum('recall-answered')));
  return { asked, answered, right: Math.min(answered, Math.max(0, sum('remembered'))) };
}
