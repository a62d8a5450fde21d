import type { Connection } from 'mongoose';
import { isStale, latestRows } from '../reach/denominators';
import { addDays, type Day, yearOf } from '../reach/period';
import { findPlanVersion } from '../reach/plan';
import type { ReportType } from '../reach/plan-file';
import { dueDateOf } from '../reports/due-dates';
import { allReturns, notSent } from '../returns/returns-of';
import { denominatorsWithin } from '../storage/collections/denominators';
import { reportsWithin } from '../storage/collections/reports';
import type { Bounds } from '../storage/within';

/** Something with a day that an office has not done yet. `day`: the last one on which it is in time, or the date of the oldest paper. */
export type Duty = { readonly day: Day; readonly overdue: boolean } & (
  | { readonly kind: 'report'; readonly plan: string; readonly number: string; readonly type: ReportType; readonly late: Day }
  | { readonly kind: 'returns'; readonly plan: string; readonly period: string; readonly units: number }
  | { readonly kind: 'denominators'; readonly papers: number }
);

export type AskedDuties = {
  readonly bounds: Bounds;
  readonly today: Day;
  /** Plans that somebody writes reports of; none where they write none. */
  readonly plans: readonly { readonly id: string; readonly number: string }[];
  readonly returns: boolean;
  readonly denominators: boolean;
};

/** Reports are named this long before their day, and this long after it while none is signed. */
const daysAhead = 45;
const daysBehind = 60;

/** What is due, the most urgent first. */
export async function dutiesOf(db: Connection, asked: AskedDuties): Promise<readonly Duty[]> {
  const [reports, returns, stale] = await Promise.all([
    Promise.all(asked.plans.map((plan) => reportsDue(db, asked, plan))),
    asked.returns ? returnsDue(db, asked) : [],
    asked.denominators ? staleDenominators(db, asked) : [],
  ]);
  return [...reports.flat(), ...returns, ...stale].sort((a, b) => (a.day < b.day ? -1 : 1));
}

type Plan = AskedDuties['plans'][number];

/** The internal cut-off is the day: after it there is no time left to check and sign. */
async function reportsDue(db: Connection, { bounds, today }: AskedDuties, { id, number }: Plan): Promise<readonly Duty[]> {
  const version = await findPlanVersion(db, id);
  if (version === undefined) return [];
  const signed = await reportsWithin(db, bounds).find({ plan: { $eq: id }, state: 'frozen' });
  const types = [...new Set(version.file.calendar.map(({ type }) => type))];
  return [yearOf(today) - 1, yearOf(today), yearOf(today) + 1].flatMap((year) =>
    types.flatMap((type): readonly Duty[] => {
      const due = dueDateOf(version, { type, year });
      if (due === undefined || due.late < addDays(today, -daysBehind) || due.late > addDays(today, daysAhead)) return [];
      if (due.late <= version.from || due.late > addDays(version.to, daysAhead)) return [];
      if (signed.some(({ period }) => period.type === type && period.year === year)) return [];
      return [{ kind: 'report', plan: id, number, type, day: due.cutOff, late: due.late, overdue: due.cutOff < today }];
    }),
  );
}

async function returnsDue(db: Connection, { bounds, today }: AskedDuties): Promise<readonly Duty[]> {
  return (await allReturns(db, bounds)).flatMap(({ plan, period, rows }): readonly Duty[] => {
    const owed = notSent(rows);
    const [first] = owed.map(({ due }) => due).sort();
    return first === undefined
      ? []
      : [{ kind: 'returns', plan, period: period.id, units: owed.length, day: first, overdue: first < today }];
  });
}

async function staleDenominators(db: Connection, { bounds, today }: AskedDuties): Promise<readonly Duty[]> {
  const rows = await denominatorsWithin(db, bounds).find({}, { sort: { _id: 1 } });
  const stale = [...latestRows(rows, today).values()].filter((row) => isStale(row, today));
  const [oldest] = stale.map(({ asOf }) => asOf).sort();
  return oldest === undefined ? [] : [{ kind: 'denominators', papers: stale.length, day: oldest, overdue: true }];
}
