import { lanes } from './model';

/** How many lanes `holder` should have among those alive: all add up to every lane, and no two differ by more than one. */
export function shareOf(alive: readonly string[], holder: string): number {
  const all = [...new Set([...alive, holder])].sort();
  const extra = all.indexOf(holder) < lanes % all.length ? 1 : 0;
  return Math.floor(lanes / all.length) + extra;
}

/** Which lanes a holder of `held` begins nothing new in: those it is leaving already, then idle ones, busy ones last. */
export function lanesToLeave(
  held: readonly number[],
  share: number,
  { leaving, busy }: { readonly leaving: ReadonlySet<number>; readonly busy: ReadonlySet<number> },
): ReadonlySet<number> {
  const excess = Math.max(0, held.length - share);
  const reluctance = (lane: number): number => (leaving.has(lane) ? 0 : busy.has(lane) ? 2 : 1);
  return new Set([...held].sort((a, b) => reluctance(a) - reluctance(b)).slice(0, excess));
}
