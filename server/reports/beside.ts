import type { Connection } from 'mongoose';
import { type EnteredForm, type EnteredLine, enteredFigures } from '../entered/entered-lines';
import { type BudgetLine, budgetOf } from '../outputs/budget';
import { type OutputLine, outputsBetween } from '../outputs/outputs-between';
import type { PlanLine } from '../plans/plan-lines';
import type { Verdict } from '../reach/figure';
import type { PlanSummary } from '../reach/figures';
import { findPlanVersion } from '../reach/plan';
import { returnsOf } from '../returns/returns-of';
import type { EnteredFigure } from '../storage/collections/entered-figures';
import type { ReportPeriod } from './report-period';

/** What was done, with the plan's budget for it, and how many units have said so. */
export type SnapshotOutputs = {
  readonly lines: readonly OutputLine[];
  readonly budget: readonly BudgetLine[];
  readonly returns: { readonly asked: number; readonly sent: number; readonly accepted: number };
};

/** One indicator that is not counted from the ledger, with the period's figure where there is one. */
export type SnapshotEntered = {
  readonly indicator: PlanLine;
  readonly form: EnteredForm;
  readonly figure?: Pick<EnteredFigure, 'value' | 'of' | 'result' | 'agency' | 'document' | 'day'>;
  readonly verdict?: Verdict;
};

export type Beside = { readonly outputs: SnapshotOutputs; readonly entered: readonly SnapshotEntered[] };

/** What a report wants beside the people reached. A report tells of the whole plan: nothing here is bounded to whoever asks for it. */
export async function readBeside(
  db: Connection,
  { plan, period }: { readonly plan: Pick<PlanSummary, 'id'>; readonly period: ReportPeriod },
): Promise<Beside> {
  const version = await findPlanVersion(db, plan.id);
  if (version === undefined) return { outputs: { lines: [], budget: [], returns: { asked: 0, sent: 0, accepted: 0 } }, entered: [] };
  const [outputs, returns, lines] = await Promise.all([
    outputsBetween(db, 'everything', { area: version.area, from: period.from, to: period.to }),
    returnsOf(db, 'everything', { plan: version.plan, period: period.id }),
    enteredFigures(db, 'everything', { plan: version, period: period.id }),
  ]);
  const accepted = returns.filter(({ state }) => state === 'accepted').length;
  const sent = accepted + returns.filter(({ state }) => state === 'sent').length;
  return {
    outputs: { lines: outputs.lines, budget: budgetOf(version, period), returns: { asked: returns.length, sent, accepted } },
    entered: lines.map(enteredOf),
  };
}

/** Neither who entered it nor its scan goes into a report. */
function enteredOf({ indicator, form, figure, verdict }: EnteredLine): SnapshotEntered {
  if (figure === undefined) return { indicator, form };
  const { value, of, result, agency, document, day } = figure;
  const numbers = { ...(value === undefined ? {} : { value }), ...(of === undefined ? {} : { of }) };
  return { indicator, form, figure: { ...numbers, result, agency, document, day }, ...(verdict === undefined ? {} : { verdict }) };
}
