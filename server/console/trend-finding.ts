import type { TrendPoint } from './figure-source';
import type { View } from './view';

/** The chart in one sentence; `undefined` when two months are not known. */
export function trendFinding({ t, format }: Pick<View, 't' | 'format'>, points: readonly TrendPoint[]): string | undefined {
  const known = points.flatMap(({ month, low }) => (low === undefined ? [] : [{ month, low }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || known.length < 2) return undefined;

  const frame = {
    from: format.month(first.month),
    to: format.month(last.month),
    first: format.number(first.low),
    last: format.number(last.low),
  };
  const best = largestGain(known);
  if (best.gain <= 0) return t('trend.findingFlat', frame);
  return t('trend.finding', { ...frame, best: format.month(best.month), gain: format.number(best.gain) });
}

type Known = { readonly month: string; readonly low: number };

function largestGain(known: readonly Known[]): { readonly month: string; readonly gain: number } {
  const gains = known.map(({ month, low }, index) => ({ month, gain: low - (known[index - 1]?.low ?? low) }));
  return gains.reduce((best, next) => (next.gain > best.gain ? next : best), { month: '', gain: 0 });
}
