import type { Figure } from '../reach/figure';

/** How many people there are, or nothing while a part is missing: a sum of some parts would be read as all of them. */
export function knownDenominator({ denominator }: Figure): number | undefined {
  return denominator.status === 'complete' ? denominator.people : undefined;
}
