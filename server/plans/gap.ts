import type { Population } from '../../courses/model';
import { type ClosedPeriod, endOfPeriod } from '../pushes/calendar';
import type { Figure } from '../reach/figure';
import { judge } from '../reach/judge';
import { addDays, type Day } from '../reach/period';

/** What is asked: this share, by the end of this day. */
export type Goal = { readonly basisPoints: number; readonly strict: boolean; readonly by: Day };

/** An organisation with the people who are still to be reached there. */
export type GapRow = { readonly figure: Figure; readonly people: number };

export type Gap = {
  readonly missing: number; // people
  readonly closest: readonly GapRow[]; // the organisations that close it fastest
  readonly together: number; // people still to be reached at these
  readonly left: number; // of the gap when all of these are reached
  readonly withheld: number; // organisations left out: few people, or no denominator
};

const mostNamed = 5;

/**
 * How many more people a share needs, and where most of them are. Never asked about service workers: their figures have no parts.
 * An organisation whose figure is withheld is left out, whatever is missing there.
 */
export function gapOf(total: Figure, rows: readonly Figure[], goal: Goal): Gap | undefined {
  const missing = missingOf(total, goal);
  if (missing === undefined || total.indicator.population === 'service-worker') return undefined;
  const known = rows.flatMap((figure): readonly GapRow[] => {
    const { denominator, low } = figure;
    return denominator.status !== 'complete' || low === undefined ? [] : [{ figure, people: denominator.people - low }];
  });
  const closest = known
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people || a.figure.node.name.localeCompare(b.figure.node.name, 'vi'))
    .slice(0, missing === 0 ? 0 : mostNamed);
  const together = closest.reduce((sum, { people }) => sum + people, 0);
  return { missing, closest, together, left: Math.max(0, missing - together), withheld: rows.length - known.length };
}

function missingOf({ indicator, denominator, low, verdict, countVerdict }: Figure, { basisPoints, strict }: Goal): number | undefined {
  if (indicator.kind === 'person_count') return countVerdict?.missing;
  if (denominator.status !== 'complete' || low === undefined || verdict === undefined) return undefined;
  return judge(low, denominator.people, { basisPoints, strict, written: '' })?.missing;
}

export type Pace = { readonly days: number; readonly perWeek: number; readonly closed: readonly ClosedPeriod[] };

/** How many people a week that is, when nobody is called on closed days: Tết, holidays and examinations of these populations. */
export function paceOf(
  missing: number,
  { after, by }: { readonly after: Day; readonly by: Day },
  populations: readonly Population[],
  periods: readonly ClosedPeriod[],
): Pace {
  const ours = periods.filter(
    (one) => one.populations === undefined || one.populations.some((population) => populations.includes(population)),
  );
  const met = new Set<ClosedPeriod>();
  let days = 0;
  for (let day = addDays(after, 1); day <= by; day = addDays(day, 1)) {
    const closed = ours.filter(({ period }) => endOfPeriod(period, day) !== undefined);
    for (const one of closed) met.add(one);
    if (closed.length === 0) days += 1;
  }
  const perWeek = days === 0 ? missing : Math.ceil((missing * 7) / Math.max(7, days));
  return { days, perWeek, closed: ours.filter((one) => met.has(one)) };
}
