import type { Connection } from 'mongoose';
import type { Figure } from '../reach/figure';
import type { FigureQuery, PlanSummary } from '../reach/figures';
import { native } from '../storage/collection';
import { type Seal, seals } from '../storage/collections/seals';
import type { ReportPeriod } from './report-period';

/** The rules by which figures of this product's version are counted; raised whenever a rule of `docs/design/reach.md` changes a figure. */
export const rulesVersion = 1;

/** One indicator as the report shows it: small groups are withheld already, service workers have no parts. */
export type SnapshotIndicator = {
  readonly total: Figure;
  readonly areas: readonly Figure[];
  readonly organisations: readonly Figure[];
};

/** How far the ledger went when the figures were read: the last seal of each chain. */
export type LedgerMark = { readonly ledger: Seal['ledger']; readonly number: number; readonly hash: string };

/** What a report was made from. Frozen, it never changes; its hash is on every page of the file. */
export type ReportSnapshot = {
  readonly plan: PlanSummary;
  readonly period: ReportPeriod;
  readonly takenAt: string; // ISO, UTC
  readonly rules: number;
  readonly indicators: readonly SnapshotIndicator[];
  readonly ledger: readonly LedgerMark[];
};

type Query = Required<FigureQuery>;

/** Where figures come from: the same as for the screens. */
type Source = {
  planFigures(query: Query): Promise<readonly Figure[]>;
  breakdown(query: Query & { readonly indicator: string; readonly by: 'area' | 'organisation' }): Promise<readonly Figure[]>;
};
export type SnapshotDeps = { readonly db: Connection; readonly figures: Source; readonly now: () => Date };

/** Reads every figure of a plan at the end of a period, with what changed in it. */
export async function takeSnapshot(
  { db, figures, now }: SnapshotDeps,
  { plan, period }: { readonly plan: PlanSummary; readonly period: ReportPeriod },
): Promise<ReportSnapshot> {
  const node = { kind: 'plan', id: plan.id } as const;
  const query = { plan: plan.id, node, reading: plan.reading, cutOff: period.to, since: period.from };
  const totals = await figures.planFigures(query);
  const indicators = await Promise.all(
    totals.map(async (total) => {
      const part = { ...query, indicator: total.indicator.id };
      const [areas, organisations] = await Promise.all([
        figures.breakdown({ ...part, by: 'area' }),
        figures.breakdown({ ...part, by: 'organisation' }),
      ]);
      return { total, areas, organisations };
    }),
  );
  return { plan, period, takenAt: now().toISOString(), rules: rulesVersion, indicators, ledger: await ledgerMarks(db) };
}

async function ledgerMarks(db: Connection): Promise<readonly LedgerMark[]> {
  const ledgers = ['evidence', 'service-worker-evidence'] as const;
  const last = ledgers.map((ledger) => native(seals(db)).findOne({ ledger }, { sort: { number: -1 } }));
  return (await Promise.all(last)).flatMap((seal) =>
    seal === null ? [] : [{ ledger: seal.ledger, number: seal.number, hash: seal.hash }],
  );
}
