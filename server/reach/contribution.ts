import type { Population } from '../../courses/model';
import { difference, type Interval, intersection, never, union } from './intervals';
import { reachedOn } from './ladder';
import type { NodeKind, Reading } from './model';
import { type Day, startOfNextYear } from './period';
import type { Moment } from './person-history';
import { freshUntil, presentUntil } from './presence';
import { noRecall, type RecallReading, recallReadings, recallSpans } from './recall-spans';

/** What a plan counts: the days of its period, below its area, for each union of populations its indicators name. */
export type PlanScope = {
  readonly id: string;
  readonly area: string;
  readonly from: Day;
  readonly to: Day;
  readonly minimumMinutes: number; // of meetings within 60 days, for them to count
  readonly terms: readonly Term[];
};
export type Term = {
  readonly population: string;
  readonly populations: readonly Population[];
  readonly placesOf: (moment: Moment) => readonly Place[];
};

/** An organisation, area or plan with one population: where tallies are kept. `id` is what their ids begin with. */
export type Place = {
  readonly id: string;
  readonly plan: string;
  readonly kind: NodeKind;
  readonly node: string;
  readonly population: string;
};

export type Change = {
  readonly place: Place;
  readonly reading: Reading;
  readonly day: Day;
  readonly delta: number;
  readonly newest?: Date | undefined;
};

/** When a person counts somewhere, for each way of counting; `b`: since they were first reached; `own`: those days of `c` that need no list. */
export type Spans = Readonly<Record<'c' | 'extra' | 'a' | 'aExtra' | 'b' | 'understood' | 'own' | RecallReading, readonly Interval[]>>;

/**
 * What one person adds to a plan's tallies: a pure function of that person's rows, whatever order they came in.
 * A tally is the sum of this over all people; what a new row changes is the contribution with it less the one without.
 */
export function contribution(moments: readonly Moment[], plan: PlanScope): readonly Change[] {
  return plan.terms.flatMap((term) => {
    const counted = countedIn(moments, term, plan);
    if (counted.length === 0) return [];
    const changes = attendanceChanges(counted, term);
    for (const [place, spans] of spansIn(counted, term, plan)) changes.push(...personChanges(place, spans, plan));
    return changes;
  });
}

export function countedIn(moments: readonly Moment[], { populations }: Term, plan: PlanScope): readonly Moment[] {
  return moments.filter(({ day, population }) => day >= plan.from && day < plan.to && populations.includes(population));
}

/** Where and when one person counts. */
export function spansIn(moments: readonly Moment[], term: Term, plan: PlanScope): readonly (readonly [Place, Spans])[] {
  return [...spansByPlace(moments, term, plan)].map(([place, spans]) => [place, joined(spans)] as const);
}

function spansByPlace(moments: readonly Moment[], term: Term, plan: PlanScope): ReadonlyMap<Place, readonly Spans[]> {
  const places = new Map<Place, Spans[]>();
  for (const population of term.populations) {
    for (const spell of spells(moments.filter((moment) => moment.population === population))) {
      const sure = spell.some(({ held }) => held) ? spell.filter(({ held }) => !held) : spell;
      addSpell(places, sure, term, plan);
      if (sure !== spell) addSpell(places, spell, term, plan, onlyExtra);
    }
  }
  return places;
}

/** What is held back until somebody clears it counts in the high figure, and takes nobody out of low. */
function onlyExtra({ extra, aExtra }: Spans): Spans {
  return { c: [], extra, a: [], aExtra, b: [], understood: [], own: [], ...noRecall };
}

function addSpell(
  places: Map<Place, Spans[]>,
  all: readonly Moment[],
  term: Term,
  plan: PlanScope,
  kept: (spans: Spans) => Spans = (spans) => spans,
): void {
  const recalled = all.filter(({ recall }) => recall !== undefined);
  const spell = recalled.length === 0 ? all : all.filter(({ recall }) => recall === undefined);
  const population = spell[0]?.population;
  const reached = reachedOn(spell, plan.minimumMinutes);
  if (population === undefined || reached.length === 0) return;
  const individual = spell.filter(({ onList }) => !onList);
  const byThemselves = individual.length === spell.length ? reached : reachedOn(individual, plan.minimumMinutes);
  for (const stay of stays(spell)) {
    const counted = spansOf(spell, stay, { reached, byThemselves }, population, plan);
    const spans = kept({ ...counted, ...recallSpans(counted.c, recalled) });
    for (const place of term.placesOf(stay.at)) {
      const known = places.get(place);
      if (known === undefined) places.set(place, [spans]);
      else known.push(spans);
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

type Stay = { readonly at: Moment; readonly moments: readonly Moment[]; readonly until: Day; readonly over: Day };

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
  return found.map((stay, index) => ({ ...stay, until: found[index + 1]?.at.day ?? over, over }));
}

function spansOf(
  spell: readonly Moment[],
  { at, moments, until, over }: Stay,
  { reached, byThemselves }: { readonly reached: readonly Day[]; readonly byThemselves: readonly Day[] },
  population: Population,
  plan: PlanScope,
): Omit<Spans, RecallReading> {
  const here = [{ from: at.day, to: until }];
  const present = moments.map(({ day }) => ({ from: day, to: presentUntil(population, day) }));
  const known = spell.find(({ identified }) => identified)?.day ?? never;
  const identified = [{ from: known, to: never }];

  const freshSince = (days: readonly Day[]) =>
    intersection(
      days.map((day) => ({ from: day, to: freshUntil(population, day) ?? plan.to })),
      here,
    );
  const fresh = freshSince(reached);
  const c = intersection(intersection(fresh, present), identified);
  const inYear = intersection(
    reached.map((day) => ({ from: day, to: startOfNextYear(day) })),
    here,
  );
  const first = reached.find((day) => day < until) ?? never;
  const ever = [{ from: first > at.day ? first : at.day, to: over }];
  const understood = spell.find((moment) => moment.understood)?.day ?? never;
  const who = { c, extra: fresh, a: intersection(inYear, identified), aExtra: inYear, b: intersection(ever, identified) };
  const learned = intersection(c, [{ from: understood, to: never }]);
  const own = byThemselves === reached ? c : union([...intersection(c, freshSince(byThemselves)), ...learned]);
  return { ...who, understood: learned, own };
}

/** One person once, in low if anywhere in low: what is left over counts in the high figure only. */
function joined(all: readonly Spans[]): Spans {
  const together = unionOf(all);
  return { ...together, extra: difference(together.extra, together.c), aExtra: difference(together.aExtra, together.a) };
}

/** The days on which any of these says so, for each way of counting. */
export function unionOf(all: readonly Spans[]): Spans {
  const [only] = all;
  const together = (name: keyof Spans) =>
    all.length === 1 && only !== undefined ? only[name] : union(all.flatMap((spans) => spans[name]));
  return {
    c: together('c'),
    extra: together('extra'),
    a: together('a'),
    aExtra: together('aExtra'),
    b: together('b'),
    understood: together('understood'),
    own: together('own'),
    'recall-asked': together('recall-asked'),
    'recall-answered': together('recall-answered'),
    remembered: together('remembered'),
  };
}

export function personChanges(place: Place, spans: Spans, plan: PlanScope): Change[] {
  const edges = (reading: Reading, intervals: readonly Interval[]) => changesOf(place, reading, intervals, plan);
  return [
    ...edges('c', spans.c),
    ...edges('c-extra', spans.extra),
    ...edges('a', spans.a),
    ...edges('a-extra', spans.aExtra),
    ...edges('b', spans.b),
    ...edges('understood', spans.understood),
    ...recallReadings.flatMap((reading) => edges(reading, spans[reading])),
    ...edges('list', difference(spans.c, spans.own)),
  ];
}

/** What these days are in a tally. */
export function changesOf(place: Place, reading: Reading, intervals: readonly Interval[], plan: PlanScope): readonly Change[] {
  const changes: Change[] = [];
  for (const { from, to } of reading === 'a' || reading === 'a-extra' ? byYear(intervals) : intervals) {
    if (from < plan.to) changes.push({ place, reading, day: from, delta: 1 });
    if (to < plan.to) changes.push({ place, reading, day: to, delta: -1 });
  }
  return changes;
}

/** A year's figure begins from nothing on 1 January, so nobody needs to be taken out for it then. */
function byYear(intervals: readonly Interval[]): readonly Interval[] {
  return intervals.flatMap((interval) => {
    const years: Interval[] = [];
    for (let { from } = interval; from < interval.to; from = startOfNextYear(from)) {
      const end = startOfNextYear(from);
      years.push({ from, to: interval.to < end ? interval.to : never });
    }
    return years;
  });
}

export function attendanceChanges(moments: readonly Moment[], term: Term): Change[] {
  const changes: Change[] = [];
  for (const moment of moments) {
    if (!moment.completion || moment.held) continue;
    for (const place of term.placesOf(moment)) changes.push({ place, reading: 'luot', day: moment.day, delta: 1, newest: moment.at });
  }
  return changes;
}
