import type { Connection } from 'mongoose';
import { termOf } from '../reach/scopes';
import { native } from '../storage/collection';
import { type ReportBase, reportBases } from '../storage/collections/report-bases';
import type { ReportSnapshot } from './snapshot';

/** Kept before the report itself: from then on whoever is erased leaves here what they counted for. */
export async function keepBase(db: Connection, report: string, { plan, takenAt, ledger, indicators }: ReportSnapshot): Promise<void> {
  const parts = indicators.map(({ total: { indicator, from, cutOff, beyond = [], beside } }) => ({
    population: termOf(indicator.population, indicator.populations),
    from,
    cutOff,
    beyond: [...new Set([...beyond, ...(beside?.B?.beyond ?? [])].map(({ organisation }) => organisation))],
  }));
  const base: Omit<ReportBase, '_id'> = { plan: plan.id, ledger, parts, erased: {}, open: [] };
  await native(reportBases(db)).updateOne({ _id: idOf(report, takenAt) }, { $setOnInsert: base }, { upsert: true });
}

export async function findBase(db: Connection, report: string, { takenAt }: ReportSnapshot): Promise<ReportBase | undefined> {
  return (await native(reportBases(db)).findOne({ _id: idOf(report, takenAt) })) ?? undefined;
}

/** What a snapshot that no report shows any more was counted from. */
export async function dropBase(db: Connection, report: string, { takenAt }: ReportSnapshot): Promise<void> {
  await native(reportBases(db)).deleteOne({ _id: idOf(report, takenAt) });
}

function idOf(report: string, takenAt: string): string {
  return `${report}@${takenAt}`;
}
