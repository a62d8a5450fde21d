import type { Target, Verdict } from '../figure';
import { judge } from '../judge';
import { addDays, addMonths, type Day, quarterOf, yearOf } from '../period';
import type { PlanVersion } from '../plan-version';
import { targetOf } from './person-coverage';

/** What a unit has to have done, in the words of `docs/design/reach.md` §5. */
export type UnitRule = 'kept-up' | 'many-forms';

/** A plan's line about communes and what is asked of each. */
export type UnitIndicator = {
  readonly id: string;
  readonly unit: string; // the plan's own words
  readonly what: string;
  readonly rule: UnitRule;
  readonly target: Target;
};

/** Something for the people of a unit: dated, with proof, before at least 20 people or as a logged broadcast or display. */
export type Activity = { readonly unit: string; readonly day: Day; readonly form: 'meeting' | 'broadcast' | 'display' };

export type UnitFigure = UnitIndicator & {
  readonly from: Day; // since the plan was issued
  readonly cutOff: Day;
  readonly units: number;
  readonly covered: number;
  readonly verdict?: Pick<Verdict, 'met' | 'missing'>;
};

/** A unit of today and those it was made of. */
export type Unit = { readonly id: string; readonly madeOf: readonly string[] };

const communes = 'xã, phường, thị trấn';

/** The `core` lines about communes whose words have a rule; all others are entered with proof. */
export function unitIndicators({ file }: Pick<PlanVersion, 'file'>): readonly UnitIndicator[] {
  return file.indicators.flatMap((line) => {
    if (line.kind !== 'unit_coverage' || line.scope !== 'core' || line.unit !== communes) return [];
    const rule = ruleOf(line.what);
    return rule === undefined ? [] : [{ id: line.id, unit: line.unit, what: line.what, rule, target: targetOf(line) }];
  });
}

/** Always n of N units: a share of a few communes says nothing. */
export function unitFigure(
  indicator: UnitIndicator,
  units: readonly Unit[],
  activities: readonly Activity[],
  { from, cutOff }: { readonly from: Day; readonly cutOff: Day },
): UnitFigure {
  const formsByQuarter = formsOf(activities.filter(({ day }) => day >= from && day <= cutOff));
  const quarters = elapsedQuarters(from, cutOff);
  const covered = units.filter((unit) => fulfils[indicator.rule](formsIn(unit, formsByQuarter), quarters, cutOff)).length;
  const verdict = judge(covered, units.length, indicator.target);
  const judged = verdict === undefined ? {} : { verdict: { met: verdict.met, missing: verdict.missing } };
  return { ...indicator, from, cutOff, units: units.length, covered, ...judged };
}

function ruleOf(what: string): UnitRule | undefined {
  if (what.includes('thường xuyên')) return 'kept-up';
  return what.includes('nhiều hình thức') ? 'many-forms' : undefined;
}

type Forms = ReadonlySet<Activity['form']>;
type FormsIn = (quarter: string) => Forms;

const none: Forms = new Set();

const fulfils: Readonly<Record<UnitRule, (forms: FormsIn, quarters: readonly string[], cutOff: Day) => boolean>> = {
  'kept-up': (forms, quarters) => quarters.filter((quarter) => forms(quarter).size > 0).length >= Math.max(1, quarters.length - 1),
  'many-forms': (forms, _quarters, cutOff) => {
    const year = ['Q1', 'Q2', 'Q3', 'Q4'].map((part) => `${yearOf(cutOff)}-${part}`);
    return new Set(year.flatMap((quarter) => [...forms(quarter)])).size >= 2;
  },
};

/** The quarters that are over, from the one the plan was issued in; while none is, the one that is not. */
function elapsedQuarters(from: Day, cutOff: Day): readonly string[] {
  const quarters: string[] = [];
  for (let start = startOfQuarter(from); addDays(addMonths(start, 3), -1) <= cutOff; start = addMonths(start, 3))
    quarters.push(quarterOf(start));
  return quarters.length === 0 ? [quarterOf(cutOff)] : quarters;
}

function startOfQuarter(day: Day): Day {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${`${month}`.padStart(2, '0')}-01`;
}

function formsOf(activities: readonly Activity[]): ReadonlyMap<string, Forms> {
  const forms = new Map<string, Set<Activity['form']>>();
  for (const { unit, day, form } of activities) {
    const key = `${unit} ${quarterOf(day)}`;
    forms.set(key, (forms.get(key) ?? new Set()).add(form));
  }
  return forms;
}

/**
 * A merged unit has what every unit it was made of had. Those of half its people would do (`docs/design/reach.md` §5), but how many
 * lived in which is not known here.
 */
function formsIn({ id, madeOf }: Unit, byQuarter: ReadonlyMap<string, Forms>): FormsIn {
  const inQuarter = (unit: string, quarter: string) => byQuarter.get(`${unit} ${quarter}`) ?? none;
  return (quarter) => {
    const before = madeOf.map((unit) => inQuarter(unit, quarter));
    const inherited = before.length > 0 && before.every(({ size }) => size > 0) ? before.flatMap((forms) => [...forms]) : [];
    return new Set([...inQuarter(id, quarter), ...inherited]);
  };
}
