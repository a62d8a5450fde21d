import type { Connection } from 'mongoose';
import type { ReportPeriod } from '../reports/report-period';
import { type UnitReturn, unitReturnsWithin } from '../storage/collections/unit-returns';
import type { Bounds } from '../storage/within';

export type PeriodReturns = {
  readonly plan: string;
  readonly period: ReportPeriod;
  readonly rows: readonly UnitReturn[]; // those not sent first, then by name
};

/** The returns of a plan and period that somebody may see. `plan` is the plan's id, not a version's. */
export async function returnsOf(
  db: Connection,
  bounds: Bounds,
  { plan, period }: { readonly plan: string; readonly period: string },
): Promise<readonly UnitReturn[]> {
  const rows = await unitReturnsWithin(db, bounds).find({ plan: { $eq: plan }, periodId: { $eq: period } });
  return inOrder(rows);
}

/** Every period for which somebody has returns to send or to collect, the latest first. */
export async function allReturns(db: Connection, bounds: Bounds): Promise<readonly PeriodReturns[]> {
  const found = new Map<string, { plan: string; period: ReportPeriod; rows: UnitReturn[] }>();
  for (const row of await unitReturnsWithin(db, bounds).find({}, { sort: { plan: 1, periodId: -1 } })) {
    const key = `${row.plan} ${row.periodId}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { plan: row.plan, period: row.period, rows: [row] });
    else known.rows.push(row);
  }
  const all = [...found.values()].map((one) => ({ ...one, rows: inOrder(one.rows) }));
  return all.sort((a, b) => (a.period.to < b.period.to ? 1 : -1));
}

/** Those that are still owed. */
export function notSent(rows: readonly UnitReturn[]): readonly UnitReturn[] {
  return rows.filter(({ state }) => state === 'asked' || state === 'returned');
}

const order = { asked: 0, returned: 1, sent: 2, accepted: 3 } as const;

function inOrder(rows: readonly UnitReturn[]): readonly UnitReturn[] {
  return [...rows].sort((a, b) => order[a.state] - order[b.state] || a.name.localeCompare(b.name, 'vi'));
}
