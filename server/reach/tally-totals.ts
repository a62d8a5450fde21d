import type { Connection, mongo } from 'mongoose';
import { native } from '../storage/collection';
import { tallies } from '../storage/collections/tallies';
import type { NodeKind, Reading, Tally } from './model';
import { type Day, monthOf } from './period';

type Row = Pick<Tally, 'kind' | 'node' | 'month' | 'days' | 'newest'>;

/** The tallies of one plan and population, to be summed up at any day up to the one they were read for. */
export class TallyTotals {
  readonly #rows = new Map<string, Row[]>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      const known = this.#rows.get(keyOf(row.kind, row.node));
      if (known === undefined) this.#rows.set(keyOf(row.kind, row.node), [row]);
      else known.push(row);
    }
  }

  /** The changes from one day to another, both included. */
  sum(kind: NodeKind, node: string, reading: Reading, first: Day, last: Day): number {
    let total = 0;
    for (const { month, days } of this.#rows.get(keyOf(kind, node)) ?? []) {
      if (month < monthOf(first) || month > monthOf(last)) continue;
      for (const [day, changes] of Object.entries(days)) if (day >= first && day <= last) total += changes[reading] ?? 0;
    }
    return total;
  }

  newest(kind: NodeKind, node: string): Date | undefined {
    const times = (this.#rows.get(keyOf(kind, node)) ?? []).flatMap(({ newest }) => newest ?? []);
    return times.length === 0 ? undefined : times.reduce((a, b) => (a > b ? a : b));
  }
}

const projection = { _id: 0, kind: 1, node: 1, month: 1, days: 1, newest: 1 } as const;

export type TallyQuery = { readonly plan: string; readonly population: string; readonly last: Day };

/** Every node of these kinds. */
export async function readTallies(db: Connection, query: TallyQuery, kinds: readonly NodeKind[]): Promise<readonly Row[]> {
  const filter = { plan: query.plan, population: query.population, kind: { $in: [...kinds] }, month: { $lte: monthOf(query.last) } };
  return rowsOf(db).find<Row>(filter, { projection, batchSize: 10_000 }).toArray();
}

function rowsOf(db: Connection): mongo.Collection<Tally> {
  return native(tallies(db));
}

function keyOf(kind: NodeKind, node: string): string {
  return `${kind}/${node}`;
}
