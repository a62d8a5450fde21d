import type { Change, PlanScope, Term } from './contribution';
import type { Moment } from './person-history';
import { freshUntil } from './presence';

/**
 * What signed headcounts add: those of them who are not named, in the high figure only, as long as being reached lasts. A talk shorter
 * than the plan's minimum makes nobody reached by itself: of 150 people at 10 of 30 minutes it can have been the third that 50 needed.
 */
export function headcountChanges(moments: readonly Moment[], plan: PlanScope): readonly Change[] {
  const inPlan = moments.filter(({ day }) => day >= plan.from && day < plan.to);
  return plan.terms.flatMap((term) =>
    changesIn(
      inPlan.filter(({ population }) => term.populations.includes(population)),
      term,
      plan,
    ),
  );
}

function changesIn(moments: readonly Moment[], term: Term, plan: PlanScope): readonly Change[] {
  return moments.flatMap((moment) => {
    const people = mostReached(moment, plan.minimumMinutes);
    if (people === 0) return [];
    const { day, population } = moment;
    const until = freshUntil(population, day) ?? plan.to;
    return term
      .placesOf(moment)
      .flatMap((place): Change[] => [
        { place, reading: 'heads', day, delta: people },
        { place, reading: 'a-heads', day, delta: people },
        ...(until < plan.to ? [{ place, reading: 'heads' as const, day: until, delta: -people }] : []),
      ]);
  });
}

function mostReached({ heads = 0, minutes = 0, parts }: Moment, minimumMinutes: number): number {
  return parts.length === 0 ? 0 : Math.floor((heads * Math.min(minutes, minimumMinutes)) / minimumMinutes);
}
