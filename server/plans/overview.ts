import type { Figure } from '../reach/figure';
import type { Day } from '../reach/period';
import { yearOf } from '../reach/period';
import type { ReportDue } from '../reach/plan-file';
import type { PlanVersion } from '../reach/plan-version';
import { type DueDate, dueDateOf } from '../reports/due-dates';

/** A plan in a few numbers: where it stands, how sure that is, what comes next. */
export type Overview = {
  readonly targets: number;
  readonly judged: number; // with a verdict
  readonly met: number;
  readonly widest?: { readonly figure: Figure; readonly people: number }; // between the official figure and the highest
  readonly biggest?: { readonly figure: Figure; readonly people: number }; // missing
  readonly next?: DueDate & { readonly type: ReportDue['type'] };
};

export function overviewOf(figures: readonly Figure[], version: Pick<PlanVersion, 'file'>, today: Day): Overview {
  const judged = figures.filter((figure) => verdictOf(figure) !== undefined);
  const widest = largest(figures, ({ low, high }) => (low === undefined || high === undefined ? 0 : high - low));
  const biggest = largest(figures, (figure) => verdictOf(figure)?.missing ?? 0);
  const next = nextReport(version, today);
  return {
    targets: figures.length,
    judged: judged.length,
    met: judged.filter((figure) => verdictOf(figure)?.met).length,
    ...(widest === undefined ? {} : { widest }),
    ...(biggest === undefined ? {} : { biggest }),
    ...(next === undefined ? {} : { next }),
  };
}

function verdictOf({ verdict, countVerdict }: Figure): Figure['countVerdict'] {
  return verdict ?? countVerdict;
}

function largest(figures: readonly Figure[], people: (figure: Figure) => number) {
  const ranked = figures.map((figure) => ({ figure, people: people(figure) })).filter((one) => one.people > 0);
  return ranked.sort((a, b) => b.people - a.people)[0];
}

/** The next report with a day, this year or the next; the last day inside the office may have passed already. */
function nextReport(version: Pick<PlanVersion, 'file'>, today: Day): Overview['next'] {
  const { calendar, period } = version.file;
  const years = [yearOf(today), yearOf(today) + 1].filter((year) => year >= period.from && year <= period.to);
  const types = [...new Set(calendar.map(({ type }) => type))];
  const due = years.flatMap((year) =>
    types.flatMap((type) => {
      const date = dueDateOf(version, { type, year });
      return date === undefined || date.late <= today ? [] : [{ ...date, type }];
    }),
  );
  return due.sort((a, b) => (a.late < b.late ? -1 : 1))[0];
}
