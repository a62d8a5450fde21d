import type { Connection } from 'mongoose';
import { type PlanLine, planLines } from '../plans/plan-lines';
import type { Verdict } from '../reach/figure';
import { countedIndicators } from '../reach/indicators/counted';
import { unitIndicators } from '../reach/indicators/unit-coverage';
import { judge } from '../reach/judge';
import type { PlanVersion } from '../reach/plan-version';
import { type EnteredFigure, enteredFiguresWithin } from '../storage/collections/entered-figures';
import type { Bounds } from '../storage/within';

/** How a figure is given: a number of a number, a number, a change in percent, or words. */
export type EnteredForm = 'share' | 'number' | 'change' | 'words';

export type EnteredLine = {
  readonly indicator: PlanLine;
  readonly form: EnteredForm;
  readonly proof: boolean; // entered with proof and confirmed by another; else one figure with its source
  readonly guarded: boolean; // about people who sell sex: one aggregate and its document, no file
  readonly figure?: EnteredFigure; // the period's
  readonly verdict?: Verdict;
  readonly waiting: readonly EnteredFigure[];
  readonly history: readonly EnteredFigure[]; // all of the period, the newest first
};

/** The indicators of a plan that are not counted from the ledger, each with its figure for a period. */
export async function enteredFigures(
  db: Connection,
  bounds: Bounds,
  { plan, period }: { readonly plan: PlanVersion; readonly period: string },
): Promise<readonly EnteredLine[]> {
  const rows = await enteredFiguresWithin(db, bounds).find({ plan: { $eq: plan.plan }, periodId: { $eq: period } }, { sort: { _id: -1 } });
  return enteredIndicators(plan).map((line) => {
    const history = rows.filter(({ indicator }) => indicator === line.indicator.id);
    const figure = history.find(({ state }) => state === 'stands');
    const verdict = figure === undefined ? undefined : verdictOf(line.indicator, figure);
    return {
      ...line,
      ...(figure === undefined ? {} : { figure }),
      ...(verdict === undefined ? {} : { verdict }),
      waiting: history.filter(({ state }) => state === 'waiting'),
      history,
    };
  });
}

/** Whatever is not computed is entered (`docs/design/reach.md` §5). */
export function enteredIndicators(plan: PlanVersion): readonly Pick<EnteredLine, 'indicator' | 'form' | 'proof' | 'guarded'>[] {
  const computed = new Set([...countedIndicators(plan), ...unitIndicators(plan)].map(({ id }) => id));
  const entered = planLines(plan.file).filter(({ id }) => !computed.has(id));
  return entered.map((indicator) => ({
    indicator,
    form: formOf(indicator),
    proof: indicator.scope !== 'out',
    guarded: /bán dâm/iu.test(`${indicator.about} ${indicator.what ?? ''}`),
  }));
}

function formOf({ kind }: PlanLine): EnteredForm {
  if (kind === 'person_coverage' || kind === 'unit_coverage' || kind === 'case_coverage') return 'share';
  if (kind === 'change_range') return 'change';
  return kind === 'qualitative' ? 'words' : 'number';
}

/** Whole numbers against the target as written; of a change and of words a person judges. */
function verdictOf({ target }: PlanLine, { value, of }: EnteredFigure): Verdict | undefined {
  if (target.kind !== 'share' || value === undefined) return undefined;
  return judge(value, of, { basisPoints: Math.round(target.percent * 100), strict: target.wording === 'over', written: '' });
}
