import { createHash } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import { native } from '../storage/collection';
import { type BasePart, type ReportBase, reportBases } from '../storage/collections/report-bases';
import { chainsOf } from './chains';
import type { PlanScope } from './contribution';
import { coveredBy } from './ledger-marks';
import { type Reading, readings } from './model';
import { type Day, quarterOf } from './period';
import { isAboutMatch, type StoredRow } from './person-history';
import { planScopeOf } from './scopes';
import { addChain, type Scopes, settled, type TallyRows } from './tally-rows';

/** The names one human has in the two ledgers. */
export type EraseParts = { readonly person: string; readonly serviceWorker: string };

type People = ReadonlyMap<string, readonly StoredRow[]>;
type Erased = {
  readonly names: EraseParts;
  readonly rows: readonly (readonly StoredRow[])[]; // of the two ledgers
  readonly mates: People; // who counted together with the person
};

type Count = { readonly key: string; readonly reading: Reading; readonly people: number };

/**
 * Adds what a person counted for in each report to that report's own sum, by population, quarter and class, before their rows are
 * emptied: the report can still be recomputed. Done again after an interruption it adds nothing twice; `end` forgets that it was done.
 */
export async function keepErasedCounts(
  db: Connection,
  { plans }: Scopes,
  { names, rows, mates }: Erased,
): Promise<{ readonly end: () => Promise<void> }> {
  const bases = native(reportBases(db));
  const open = createHash('sha256').update(`${names.person}\n${names.serviceWorker}`).digest('hex');
  const known = rows.some((some) => some.length > 0) ? await bases.find({ open: { $ne: open } }).toArray() : [];
  for (const base of known) {
    const scope = plans.find(({ id }) => id === base.plan) ?? (await planScopeOf(db, base.plan));
    const counts = scope === undefined ? [] : rows.flatMap((some) => countsIn(base, scope, { rows: some, mates }));
    if (counts.length === 0) continue;
    const $inc = summed(counts) as mongo.UpdateFilter<ReportBase>['$inc']; // paths into `erased`
    await bases.updateOne({ _id: base._id, open: { $ne: open } }, { $inc, $push: { open } } as mongo.UpdateFilter<ReportBase>);
  }
  return { end: async () => void (await bases.updateMany({ open }, { $pull: { open } } as mongo.UpdateFilter<ReportBase>)) };
}

/** What one person's rows add to the figures of a report, beside those whom the report counted together with them. */
function countsIn(
  { parts, ledger }: ReportBase,
  plan: PlanScope,
  { rows, mates }: { readonly rows: readonly StoredRow[]; readonly mates: People },
) {
  const covered = coveredBy(ledger);
  const own = rows.filter(covered);
  if (own.length === 0) return [];
  const others = new Map([...mates].map(([id, some]) => [id, some.filter(covered)]));
  const counted: TallyRows = new Map();
  for (const chain of chainsOf(new Map([...others, ['', own]]))) addChain(counted, chain, { plans: [plan] }, 1);
  for (const chain of chainsOf(others)) addChain(counted, chain, { plans: [plan] }, -1);
  const changes = settled(counted);
  return parts
    .flatMap((part, index) => {
      const end = endOf(
        part,
        own.filter((row) => !isAboutMatch(row)),
      );
      return changes.flatMap(({ place, days }) => {
        const where = place.kind === 'plan' ? 'plan' : place.kind === 'organisation' ? part.beyond.indexOf(place.node) : -1;
        if (place.population !== part.population || where === -1) return [];
        return Object.entries(days)
          .filter(([day]) => day >= part.from && day <= part.cutOff)
          .flatMap(([, sums]) =>
            readings.map((reading): Count => ({ key: `${index}/${where}/${end}`, reading, people: sums[reading] ?? 0 })),
          );
      });
    })
    .filter(({ people }) => people !== 0);
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
