import type { Connection, mongo } from 'mongoose';
import { native } from '../storage/collection';
import { tallies } from '../storage/collections/tallies';
import type { NodeKind, Reading, Tally } from './model';
import { type Day, monthOf } from './period';
import { tallyPrefix } from './tally-rows';

type Row = Pick<Tally, 'kind' | 'node' | 'reading' | 'month' | 'days' | 'newest'>;

/** The tallies of one plan and population, to be summed up at any day up to the one they were read for. */
export class TallyTotals {
  readonly #rows = new Map<string, Row[]>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      const key = keyOf(row.kind, row.node, row.reading);
      const known = this.#rows.get(key);
      if (known === undefined) this.#rows.set(key, [row]);
      else known.push(row);
    }
  }

  /** The changes from one day to another, both included. */
  sum(kind: NodeKind, node: string, reading: Reading, first: Day, last: Day): number {
    let total = 0;
    for (const { month, days } of this.#rows.get(keyOf(kind, node, reading)) ?? []) {
      if (month < monthOf(first) || month > monthOf(last)) continue;
      for (const [day, change] of Object.entries(days)) if (day >= first && day <= last) total += change;
    }
    return total;
  }

  newest(kind: NodeKind, node: string): Date | undefined {
    const times = (this.#rows.get(keyOf(kind, node, 'luot')) ?? []).flatMap(({ newest }) => newest ?? []);
    return times.length === 0 ? undefined : times.reduce((a, b) => (a > b ? a : b));
  }
}

const projection = { _id: 0, kind: 1, node: 1, reading: 1, month: 1, days: 1, newest: 1 } as const;
const upTo = '\u{10ffff}';

export type TallyQuery = { readonly plan: string; readonly population: string; readonly last: Day };

/** Everything about one node. */
export async function readNode(db: Connection, query: TallyQuery, kind: NodeKind, node: string): Promise<readonly Row[]> {
  const prefix = tallyPrefix(query.plan, kind, node, query.population);
  const filter = { _id: { $gte: prefix, $lt: `${prefix}${upTo}` } };
  const rows = await rowsOf(db).find<Row>(filter, { projection, batchSize: 10_000 }).toArray();
  return rows.filter(({ month }) => month <= monthOf(query.last));
}

/** Some readings of every node of these kinds. */
export async function readNodes(
  db: Connection,
  query: TallyQuery,
  kinds: readonly NodeKind[],
  readings: readonly Reading[],
): Promise<readonly Row[]> {
  const filter = {
    plan: query.plan,
    population: query.population,
    kind: { $in: [...kinds] },
    reading: { $in: [...readings] },
    month: { $lte: monthOf(query.last) },
  };
  return rowsOf(db).find<Row>(filter, { projection, batchSize: 10_000 }).toArray();
}

function rowsOf(db: Connection): mongo.Collection<Tally> {
  return native(tallies(db));
}

function keyOf(kind: NodeKind, node: string, reading: Reading): string {
  return `${kind}/${node}/${reading}`;
}
