import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { tallies } from '../storage/collections/tallies';
import type { NodeKind } from './model';
import { type TallyOfNode, TallyTotals } from './tally-totals';

export type TallyQuery = { readonly plan: string; readonly population: string };

/** The plan's own tallies as they are now, and those below it. */
export type PlanTotals = { readonly own: TallyTotals; readonly below: TallyTotals };

type Kept = { readonly stamp: string; readonly readAt: number; readonly totals: Promise<PlanTotals> };

const projection = { _id: 0, kind: 1, node: 1, month: 1, days: 1, newest: 1, version: 1 } as const;

/** A person who moves between two organisations may leave the plan's own tallies as they are. */
const keptForMs = 5_000;

/**
 * Reads tallies. What happens below a plan shows in the plan's own few rows, so these are read every time and the
 * thousands below them only when the first have changed.
 */
export function createTallyReader(db: Connection, now: () => Date): (query: TallyQuery) => Promise<PlanTotals> {
  const kept = new Map<string, Kept>();
  const read = ({ plan, population }: TallyQuery, kinds: readonly NodeKind[]): Promise<TallyOfNode[]> => {
    const filter = { plan, population, kind: { $in: [...kinds] } };
    return native(tallies(db)).find<TallyOfNode>(filter, { projection, batchSize: 10_000 }).toArray();
  };

  return async (query) => {
    const own = await read(query, ['plan']);
    const key = `${query.plan} ${query.population}`;
    const stamp = `${own.length} ${own.reduce((sum, { version }) => sum + version, 0)}`;
    const at = now().getTime();
    const known = kept.get(key);
    if (known !== undefined && known.stamp === stamp && Math.abs(at - known.readAt) <= keptForMs) return known.totals;

    const totals = read(query, ['area', 'organisation']).then((rows) => ({ own: new TallyTotals(own), below: new TallyTotals(rows) }));
    totals.catch(() => kept.delete(key));
    kept.set(key, { stamp, readAt: at, totals });
    return totals;
  };
}
