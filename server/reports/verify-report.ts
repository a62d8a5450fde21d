import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import type { LedgerMark } from '../reach/ledger-marks';
import { type Recounted, recountAt } from '../reach/recount-at';
import { native } from '../storage/collection';
import type { ReportBase } from '../storage/collections/report-bases';
import { type ReportRow, reports } from '../storage/collections/reports';
import { seals } from '../storage/collections/seals';
import { isIntact } from './lifecycle';
import { comparedFigures, recomputed } from './recomputed';
import { findBase } from './report-base';
import { rulesVersion } from './snapshot';

/** One figure that comes out otherwise than it was reported. */
export type Difference = {
  readonly indicator: string;
  readonly figure: (typeof comparedFigures)[number];
  readonly reported?: number;
  readonly recomputed?: number;
};

/**
 * `changed`: not what was signed off. `seals`: the ledger's seals are no longer those of its day. `rows`: there are more or fewer
 * rows than these seals cover. `rules`: counted by rules that this version no longer has, so that nothing can be compared.
 * `base`: nothing tells what it was counted from.
 */
export type ReportFault = 'changed' | 'seals' | 'rows' | 'rules' | 'base';
export type ReportCheck = { readonly report: string; readonly faults: readonly ReportFault[]; readonly differences: readonly Difference[] };

/** Every frozen report, or the one asked for, the oldest first. Whether the ledger's own rows still hold is `ledger.verify`. */
export async function verifyReports(db: Connection, keys: Keys, only?: string): Promise<readonly ReportCheck[]> {
  const filter = only === undefined ? { state: 'frozen' as const } : { _id: only, state: 'frozen' as const };
  const frozen = await native(reports(db))
    .find(filter, { projection: { _id: 1 } })
    .sort({ _id: 1 })
    .toArray();
  const checks: ReportCheck[] = [];
  for (const { _id } of frozen) {
    const row = await reports(db).findById(_id).lean<ReportRow>();
    if (row !== null) checks.push(await verifyReport(db, keys, row));
  }
  return checks;
}

/** A frozen report counted again from the rows that its seals cover: later rows, and people erased since, change nothing in it. */
export async function verifyReport(db: Connection, keys: Keys, row: ReportRow): Promise<ReportCheck> {
  const { _id: report, snapshot } = row;
  const faults: ReportFault[] = [];
  if (!isIntact(row, keys)) faults.push('changed');
  const covered = await coveredRows(db, snapshot.ledger);
  if (covered === undefined) faults.push('seals');
  if (snapshot.rules !== rulesVersion) return { report, faults: [...faults, 'rules'], differences: [] };

  const base = await findBase(db, report, snapshot);
  const recounted = await recountAt(db, row.plan, snapshot.ledger);
  if (base === undefined || recounted === undefined) return { report, faults: [...faults, 'base'], differences: [] };
  if (covered !== undefined && covered !== recounted.rows) faults.push('rows');
  return { report, faults, differences: differencesOf(row, base, recounted) };
}

function differencesOf({ snapshot }: ReportRow, base: ReportBase, { totals }: Recounted): readonly Difference[] {
  return snapshot.indicators.flatMap(({ total }, index) => {
    const ever = total.beside?.B?.low;
    const stated = { ...total, ...total.classes, ...total.remembered, ...(ever === undefined ? {} : { B: ever }) };
    const again = recomputed(total, totals(base.parts[index]?.population ?? ''), base, index);
    return comparedFigures.flatMap((figure): readonly Difference[] => {
      const [reported, now] = [stated[figure], again[figure]];
      if (reported === now) return [];
      const values = { ...(reported === undefined ? {} : { reported }), ...(now === undefined ? {} : { recomputed: now }) };
      return [{ indicator: total.indicator.id, figure, ...values }];
    });
  });
}

/** How many rows the seals up to the marks cover; nothing when a seal that a mark names has become another, or is gone. */
async function coveredRows(db: Connection, marks: readonly LedgerMark[]): Promise<number | undefined> {
  let rows = 0;
  for (const { ledger, number, hash } of marks) {
    let last = '';
    for await (const seal of native(seals(db))
      .find({ ledger, number: { $lte: number } })
      .sort({ number: 1 })) {
      if (seal.previous !== last) return undefined;
      rows += seal.rows.length;
      last = seal.hash;
    }
    if (last !== hash) return undefined;
  }
  return rows;
}
