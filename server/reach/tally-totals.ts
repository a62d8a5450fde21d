import type { NodeKind, Reading, Tally } from './model';
import type { Day } from './period';

export type TallyOfNode = Pick<Tally, 'kind' | 'node' | 'month' | 'days' | 'newest' | 'version'>;

/** Changes in the order of their days, each with the sum of all up to it. */
type Series = { readonly days: readonly Day[]; readonly sums: readonly number[] };

/** The tallies of one plan and population, to be summed up between any two days. */
export class TallyTotals {
  readonly #rows = new Map<string, TallyOfNode[]>();
  readonly #series = new Map<string, Series>();

  constructor(rows: readonly TallyOfNode[]) {
    for (const row of rows) {
      const known = this.#rows.get(keyOf(row.kind, row.node));
      if (known === undefined) this.#rows.set(keyOf(row.kind, row.node), [row]);
      else known.push(row);
    }
  }

  /** The changes from one day to another, both included. */
  sum(kind: NodeKind, node: string, reading: Reading, first: Day, last: Day): number {
    const { days, sums } = this.#seriesOf(kind, node, reading);
    const until = countUpTo(days, (day) => day <= last);
    const before = countUpTo(days, (day) => day < first);
    return (sums[until - 1] ?? 0) - (sums[before - 1] ?? 0);
  }

  newest(kind: NodeKind, node: string): Date | undefined {
    const times = (this.#rows.get(keyOf(kind, node)) ?? []).flatMap(({ newest }) => newest ?? []);
    return times.length === 0 ? undefined : times.reduce((a, b) => (a > b ? a : b));
  }

  #seriesOf(kind: NodeKind, node: string, reading: Reading): Series {
    const key = `${keyOf(kind, node)}/${reading}`;
    const known = this.#series.get(key);
    if (known !== undefined) return known;

    const changes = (this.#rows.get(keyOf(kind, node)) ?? []).flatMap(({ days }) => changesOf(days, reading));
    changes.sort(([a], [b]) => (a < b ? -1 : 1));
    let sum = 0;
    const sums = changes.map(([, change]) => {
      sum += change;
      return sum;
    });
    const series = { days: changes.map(([day]) => day), sums };
    this.#series.set(key, series);
    return series;
  }
}

function changesOf(days: Tally['days'], reading: Reading): readonly (readonly [Day, number])[] {
  return Object.entries(days).flatMap(([day, changes]) => (changes[reading] ? [[day, changes[reading]] as const] : []));
}

/** How many days at the front of a sorted list fulfil a condition that later ones do not. */
function countUpTo(days: readonly Day[], fulfils: (day: Day) => boolean): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fulfils(days[middle] ?? '')) low = middle + 1;
    else high = middle;
  }
  return low;
}

function keyOf(kind: NodeKind, node: string): string {
  return `${kind}/${node}`;
}
