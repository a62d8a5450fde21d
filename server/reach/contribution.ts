import type { Population } from '../../courses/model';
import type { AreaTree } from './area-tree';
import { difference, type Interval, intersection, never, union } from './intervals';
import { reachedOn } from './ladder';
import type { NodeKind, Reading } from './model';
import { type Day, startOfNextYear, yearOf } from './period';
import type { Moment } from './person-history';
import { freshUntil, presentUntil } from './presence';

/** What a plan counts: the days of its period, below its area, for each union of populations its indicators name. */
export type PlanScope = {
  readonly id: string;
  readonly area: string;
  readonly from: Day;
  readonly to: Day;
  readonly terms: readonly { readonly population: string; readonly populations: readonly Population[] }[];
};

export type Change = {
  readonly kind: NodeKind;
  readonly node: string;
  readonly population: string;
  readonly reading: Reading;
  readonly day: Day;
  readonly delta: number;
  readonly newest?: Date | undefined;
};

/** When a person counts somewhere, for each way of counting. */
type Spans = Readonly<Record<'c' | 'extra' | 'a' | 'aExtra' | 'understood', readonly Interval[]>>;
type Place = { readonly kind: NodeKind; readonly node: string };

/**
 * What one person adds to a plan's tallies: a pure function of that person's rows, whatever order they came in.
 * A tally is the sum of this over all people; what a new row changes is the contribution with it less the one without.
 */
export function contribution(moments: readonly Moment[], plan: PlanScope, tree: AreaTree): readonly Change[] {
  const inPlan = moments.filter(({ day }) => day >= plan.from && day < plan.to);
  return plan.terms.flatMap(({ population, populations }) => {
    const places = new Map<string, { place: Place; spans: Spans[] }>();
    for (const one of populations)
      collectSpans(
        inPlan.filter((moment) => moment.population === one),
        one,
        plan,
        tree,
        places,
      );
    const people = [...places.values()].flatMap(({ place, spans }) => personChanges({ ...place, population }, joined(spans), plan));
    return [
      ...people,
      ...attendanceChanges(
        inPlan.filter((moment) => populations.includes(moment.population)),
        population,
        plan,
        tree,
      ),
    ];
  });
}

function collectSpans(
  moments: readonly Moment[],
  population: Population,
  plan: PlanScope,
  tree: AreaTree,
  places: Map<string, { place: Place; spans: Spans[] }>,
): void {
  for (const spell of spells(moments)) {
    const reached = reachedOn(spell);
    if (reached.length === 0) continue;
    for (const stay of stays(spell)) {
      const spans = spansOf(spell, stay, reached, population, plan);
      for (const place of placesOf(stay.at, plan, tree)) {
        const key = `${place.kind} ${place.node}`;
        const known = places.get(key);
        if (known === undefined) places.set(key, { place, spans: [spans] });
        else known.spans.push(spans);
      }
    }
  }
}

/** Cut where "be counted" was withdrawn: the last moment of a spell is the withdrawal, and the next begins from nothing. */
function spells(moments: readonly Moment[]): readonly (readonly Moment[])[] {
  const cut: Moment[][] = [[]];
  for (const moment of moments) {
    cut.at(-1)?.push(moment);
    if (moment.ends) cut.push([]);
  }
  return cut.filter((spell) => spell.length > 0);
}

type Stay = { readonly at: Moment; readonly moments: readonly Moment[]; readonly until: Day };

/** Where the person was: from the first row at one place until the first row at another. */
function stays(spell: readonly Moment[]): readonly Stay[] {
  const found: { at: Moment; moments: Moment[] }[] = [];
  for (const moment of spell) {
    const last = found.at(-1);
    if (last !== undefined && last.at.area === moment.area && last.at.organisation === moment.organisation) last.moments.push(moment);
    else found.push({ at: moment, moments: [moment] });
  }
  const end = spell.at(-1);
  const over = end?.ends === true ? end.day : never;
  return found.map((stay, index) => ({ ...stay, until: found[index + 1]?.at.day ?? over }));
}

function spansOf(
  spell: readonly Moment[],
  { at, moments, until }: Stay,
  reached: readonly Day[],
  population: Population,
  plan: PlanScope,
): Spans {
  const here = [{ from: at.day, to: until }];
  const present = moments.map(({ day }) => ({ from: day, to: presentUntil(population, day) }));
  const known = spell.find(({ identified }) => identified)?.day ?? never;
  const identified = [{ from: known, to: never }];

  const fresh = intersection(
    reached.map((day) => ({ from: day, to: freshUntil(population, day) ?? plan.to })),
    here,
  );
  const c = intersection(intersection(fresh, present), identified);
  const inYear = intersection(
    reached.map((day) => ({ from: day, to: startOfNextYear(day) })),
    here,
  );
  const understood = spell.find((moment) => moment.understood)?.day ?? never;
  return {
    c,
    extra: fresh,
    a: intersection(inYear, identified),
    aExtra: inYear,
    understood: intersection(c, [{ from: understood, to: never }]),
  };
}

/** One person once, in low if anywhere in low: what is left over counts in the high figure only. */
function joined(all: readonly Spans[]): Spans {
  const together = (name: keyof Spans) => union(all.flatMap((spans) => spans[name]));
  const c = together('c');
  const a = together('a');
  return { c, extra: difference(together('extra'), c), a, aExtra: difference(together('aExtra'), a), understood: together('understood') };
}

function personChanges(where: Place & { readonly population: string }, spans: Spans, plan: PlanScope): readonly Change[] {
  const change = (reading: Reading, day: Day, delta: number): Change => ({ ...where, reading, day, delta });
  const edges = (reading: Reading, intervals: readonly Interval[]) =>
    intervals.flatMap(({ from, to }) => [
      ...(from < plan.to ? [change(reading, from, 1)] : []),
      ...(to < plan.to ? [change(reading, to, -1)] : []),
    ]);
  return [
    ...edges('c', spans.c),
    ...edges('c-extra', spans.extra),
    ...edges('a', byYear(spans.a)),
    ...edges('a-extra', byYear(spans.aExtra)),
    ...edges('understood', spans.understood),
  ];
}

/** A year's figure begins from nothing on 1 January, so nobody needs to be taken out for it then. */
function byYear(intervals: readonly Interval[]): readonly Interval[] {
  return intervals.flatMap(({ from, to }) => {
    const years = Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, index) => `${yearOf(from) + index}`);
    return years
      .flatMap((year) => intersection([{ from, to }], [{ from: `${year}-01-01`, to: startOfNextYear(`${year}-01-01`) }]))
      .map((part) => ({
        from: part.from,
        to: part.to.endsWith('-01-01') ? never : part.to,
      }));
  });
}

function attendanceChanges(moments: readonly Moment[], population: string, plan: PlanScope, tree: AreaTree): readonly Change[] {
  return moments
    .filter(({ completion }) => completion)
    .flatMap((moment) =>
      placesOf(moment, plan, tree).map((place) => ({
        ...place,
        population,
        reading: 'luot' as const,
        day: moment.day,
        delta: 1,
        newest: moment.at,
      })),
    );
}

/** The organisation, the areas above it and the plan; none when it lies outside the plan's area. */
function placesOf({ area, organisation }: Moment, plan: PlanScope, tree: AreaTree): readonly Place[] {
  const chain = tree.chain(area);
  const top = chain.indexOf(plan.area);
  if (top < 0) return [];

  const areas = chain.slice(0, top).map((node): Place => ({ kind: 'area', node }));
  const own: readonly Place[] = organisation === undefined ? [] : [{ kind: 'organisation', node: organisation }];
  return [...own, ...areas, { kind: 'plan', node: plan.id }];
}
