import type { Target, Verdict } from './figure';

/**
 * Whether a plan's target is met, in whole numbers: 69.96 % does not meet 70 %.
 * Without a denominator there is no share, and nothing is met or missed.
 */
export function judge(reached: number, denominator: number | undefined, { basisPoints, strict }: Target): Verdict | undefined {
  if (denominator === undefined || denominator === 0) return undefined;

  const scaled = basisPoints * denominator;
  const met = strict ? reached * 10_000 > scaled : reached * 10_000 >= scaled;
  const needed = strict ? Math.floor(scaled / 10_000) + 1 : Math.floor((scaled + 9_999) / 10_000);
  return { met, missing: Math.max(0, needed - reached), tenthsOfPercent: Math.floor((reached * 1_000) / denominator) };
}
