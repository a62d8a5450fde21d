import type { Day } from './period';

/** From the first day to the day before `to`. */
export type Interval = { readonly from: Day; readonly to: Day };

/** After every day that can occur. */
export const never: Day = '9999-12-31';

/** The same days as a sorted list of intervals that neither touch nor overlap. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  if (intervals.length === 0) return intervals;
  const sorted = intervals.filter(({ from, to }) => from < to).sort((a, b) => (a.from < b.from ? -1 : 1));
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last === undefined || last.to < next.from) merged.push(next);
    else if (next.to > last.to) merged[merged.length - 1] = { from: last.from, to: next.to };
  }
  return merged;
}

/** The days in both. */
export function intersection(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  const both: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const from = x.from > y.from ? x.from : y.from;
      const to = x.to < y.to ? x.to : y.to;
      if (from < to) both.push({ from, to });
    }
  }
  return both.length > 1 ? union(both) : both;
}

/** The days of `a` that are not in `b`. */
export function difference(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  if (a === b) return [];
  if (a.length === 0 || b.length === 0) return union(a);
  return intersection(a, complement(union(b)));
}

function complement(merged: readonly Interval[]): readonly Interval[] {
  const starts = ['0000-01-01', ...merged.map(({ to }) => to)];
  const ends = [...merged.map(({ from }) => from), never];
  return starts.map((from, index) => ({ from, to: ends[index] ?? never }));
}
