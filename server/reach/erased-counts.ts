import { createHash } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import { native } from '../storage/collection';
import { type BasePart, type ReportBase, reportBases } from '../storage/collections/report-bases';
import { contribution, type PlanScope } from './contribution';
import { coveredBy } from './ledger-marks';
import type { Reading } from './model';
import { type Day, quarterOf } from './period';
import { history, type StoredRow } from './person-history';
import { planScopeOf } from './scopes';
import type { Scopes } from './tally-rows';

/** The names one human has in the two ledgers. */
export type EraseParts = { readonly person: string; readonly serviceWorker: string };

type Count = { readonly key: string; readonly reading: Reading; readonly people: number };

/**
 * Adds what a person counted for in each report to that report's own sum, by population, quarter and class, before their rows are
 * emptied: the report can still be recomputed. Done again after an interruption it adds nothing twice; `end` forgets that it was done.
 */
export async function keepErasedCounts(
  db: Connection,
  { plans }: Scopes,
  { names, rows }: { readonly names: EraseParts; readonly rows: readonly (readonly StoredRow[])[] },
): Promise<{ readonly end: () => Promise<void> }> {
  const bases = native(reportBases(db));
  const open = createHash('sha256').update(`${names.person}\n${names.serviceWorker}`).digest('hex');
  const known = rows.some((some) => some.length > 0) ? await bases.find({ open: { $ne: open } }).toArray() : [];
  for (const base of known) {
    const scope = plans.find(({ id }) => id === base.plan) ?? (await planScopeOf(db, base.plan));
    const counts = scope === undefined ? [] : rows.flatMap((some) => countsIn(base, scope, some.filter(coveredBy(base.ledger))));
    if (counts.length === 0) continue;
    const $inc = summed(counts) as mongo.UpdateFilter<ReportBase>['$inc']; // paths into `erased`
    await bases.updateOne({ _id: base._id, open: { $ne: open } }, { $inc, $push: { open } } as mongo.UpdateFilter<ReportBase>);
  }
  return { end: async () => void (await bases.updateMany({ open }, { $pull: { open } } as mongo.UpdateFilter<ReportBase>)) };
}

/** What one person's rows add to the figures of a report. */
function countsIn({ parts }: ReportBase, plan: PlanScope, rows: readonly StoredRow[]): readonly Count[] {
  const moments = history(rows);
  if (moments.length === 0) return [];
  const changes = contribution(moments, plan);
  return parts.flatMap((part, index) => {
    const end = endOf(part, rows);
    return changes.flatMap(({ place, reading, day, delta }): readonly Count[] => {
      if (place.population !== part.population || day < part.from || day > part.cutOff) return [];
      const where = place.kind === 'plan' ? 'plan' : place.kind === 'organisation' ? part.beyond.indexOf(place.node) : -1;
      return where === -1 ? [] : [{ key: `${index}/${where}/${end}`, reading, people: delta }];
    });
  });
}

/** The quarter of the last evidence that the report could know, and the best class there was. */
function endOf({ cutOff }: BasePart, rows: readonly StoredRow[]): string {
  const days = rows.map(dayOfRow).filter((day) => day <= cutOff);
  const best = rows.map((row) => row.class).reduce((a, b) => (a > b ? a : b), 'E1');
  return `${quarterOf(days.reduce((a, b) => (a > b ? a : b), ''))}/${best}`;
}

function dayOfRow(row: StoredRow): Day {
  return 'month' in row ? `${row.month}-01` : row.day;
}

function summed(counts: readonly Count[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { key, reading, people } of counts) {
    const path = `erased.${key}.${reading}`;
    sums[path] = (sums[path] ?? 0) + people;
  }
  return sums;
}
