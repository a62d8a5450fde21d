import type { Place } from './contribution';
import {
  attendanceChanges,
  type Change,
  changesOf,
  countedIn,
  type PlanScope,
  personChanges,
  type Spans,
  spansIn,
  unionOf,
} from './contribution';
import { union } from './intervals';
import type { Moment } from './person-history';

/**
 * What people who may be one add to a plan's tallies: in low they count once, as long as any of them does, in high each of them
 * (`docs/design/reach.md` §4). Of a single person this is `contribution`.
 */
export function chainContribution(people: readonly (readonly Moment[])[], plan: PlanScope): readonly Change[] {
  return plan.terms.flatMap((term) => {
    const counted = people.map((moments) => countedIn(moments, term, plan));
    const places = new Map<Place, Spans[]>();
    for (const moments of counted)
      for (const [place, spans] of spansIn(moments, term, plan)) places.set(place, [...(places.get(place) ?? []), spans]);
    const changes = counted.flatMap((moments) => attendanceChanges(moments, term));
    for (const [place, spans] of places) changes.push(...placeChanges(place, spans, plan));
    return changes;
  });
}

/** Whoever counts in high is taken from it again where they are the one who counts in low. */
function placeChanges(place: Place, all: readonly Spans[], plan: PlanScope): readonly Change[] {
  const low: Spans = { ...unionOf(all), extra: [], aExtra: [] };
  const changes = personChanges(place, low, plan);
  const extra = (reading: 'c-extra' | 'a-extra', spans: (of: Spans) => Spans['c'], sign: 1 | -1, of: Spans) =>
    changes.push(...changesOf(place, reading, spans(of), plan).map((change) => ({ ...change, delta: change.delta * sign })));
  for (const spans of all) {
    extra('c-extra', ({ c, extra: more }) => union([...c, ...more]), 1, spans);
    extra('a-extra', ({ a, aExtra }) => union([...a, ...aExtra]), 1, spans);
  }
  extra('c-extra', ({ c }) => c, -1, low);
  extra('a-extra', ({ a }) => a, -1, low);
  return changes;
}
