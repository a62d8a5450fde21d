import type { Connection } from 'mongoose';
import type { Figure } from '../reach/figure';
import type { FigureQuery, PlanSummary } from '../reach/figures';
import type { UnitFigure } from '../reach/indicators/unit-coverage';
import type { Ledger } from '../reach/ledger';
import { type LedgerMark, ledgerMarks } from '../reach/ledger-marks';
import { unitFigures } from '../reach/unit-figures';
import { native } from '../storage/collection';
import { evidenceRows } from '../storage/collections/evidence';
import { serviceWorkerRows } from '../storage/collections/service-worker-evidence';
import { tallyBatches } from '../storage/collections/tally-batches';
import { type Beside, readBeside } from './beside';
import type { ReportPeriod } from './report-period';

/** The rules by which figures of this product's version are counted; raised whenever a rule of `docs/design/reach.md` changes a figure. */
export const rulesVersion = 1;

/** One indicator as the report shows it: small groups are withheld already, service workers have no parts. */
export type SnapshotIndicator = {
  readonly total: Figure;
  readonly areas: readonly Figure[];
  readonly organisations: readonly Figure[];
};

/** What a report was made from. Frozen, it never changes; its hash is on every page of the file. */
export type ReportSnapshot = {
  readonly plan: PlanSummary;
  readonly period: ReportPeriod;
  readonly takenAt: string; // ISO, UTC
  readonly rules: number;
  readonly indicators: readonly SnapshotIndicator[];
  readonly ledger: readonly LedgerMark[];
  readonly units: readonly UnitFigure[]; // communes, from meetings and outputs as they were then
} & Beside;

type Query = Required<FigureQuery>;

/** Where figures come from: the same as for the screens. */
type Source = {
  planFigures(query: Query): Promise<readonly Figure[]>;
  breakdown(query: Query & { readonly indicator: string; readonly by: 'area' | 'organisation' }): Promise<readonly Figure[]>;
};
export type SnapshotDeps = {
  readonly db: Connection;
  readonly figures: Source;
  readonly ledger: Pick<Ledger, 'still'>;
  readonly now: () => Date;
};
type Wanted = { readonly plan: PlanSummary; readonly period: ReportPeriod };

const mostTries = 5;

/**
 * Reads every figure of a plan at the end of a period, with what changed in it, while the ledger stands still: the figures are those
 * of the rows that the seals cover, and can be counted from them again.
 */
export async function takeSnapshot(deps: SnapshotDeps, wanted: Wanted): Promise<ReportSnapshot> {
  const { db, ledger, now } = deps;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const taken = await ledger.still(async () => {
      const marks = await ledgerMarks(db);
      const indicators = await readIndicators(deps, wanted);
      return (await isStillAt(db, marks)) ? { indicators, ledger: marks } : undefined;
    });
    if (taken === undefined) continue;
    const units = await unitFigures(db, wanted.plan.id, { cutOff: wanted.period.to, now: now() });
    return { ...wanted, takenAt: now().toISOString(), rules: rulesVersion, ...taken, units, ...(await readBeside(db, wanted)) };
  }
  throw new Error('The ledger was written to by another process each time the figures of a report were read');
}

async function readIndicators({ figures }: SnapshotDeps, { plan, period }: Wanted): Promise<readonly SnapshotIndicator[]> {
  const node = { kind: 'plan', id: plan.id } as const;
  const query = { plan: plan.id, node, reading: plan.reading, cutOff: period.to, since: period.from };
  const totals = await figures.planFigures(query);
  return Promise.all(
    totals.map(async (total) => {
      const part = { ...query, indicator: total.indicator.id };
      const [areas, organisations] = await Promise.all([
        figures.breakdown({ ...part, by: 'area' }),
        figures.breakdown({ ...part, by: 'organisation' }),
      ]);
      return { total, areas, organisations };
    }),
  );
}

/** Whether no other process added a row or changed a tally since the marks were read. */
async function isStillAt(db: Connection, marks: readonly LedgerMark[]): Promise<boolean> {
  const waiting = await Promise.all([
    native(evidenceRows(db)).findOne({ unsealed: true }, { projection: { _id: 1 } }),
    native(serviceWorkerRows(db)).findOne({ unsealed: true }, { projection: { _id: 1 } }),
    native(tallyBatches(db)).findOne({}, { projection: { _id: 1 } }),
  ]);
  const later = await ledgerMarks(db);
  return waiting.every((row) => row === null) && later.every(({ hash }, index) => marks[index]?.hash === hash);
}
