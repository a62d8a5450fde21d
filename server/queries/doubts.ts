import type { Population } from '../../courses/model';
import { type Day, dayOf } from '../reach/period';
import type { EvidenceQueryKind } from '../storage/collections/evidence-queries';

/** One lesson counted in chat, with the answers of the first time through. */
export type Sighting = {
  readonly row: string;
  readonly person: string;
  readonly population: Population;
  readonly organisation: string | undefined;
  readonly area: string;
  readonly lesson: string; // and version
  readonly at: Date;
  readonly device: string | undefined;
  readonly answers: readonly Answer[];
};
export type Answer = { readonly question: string; readonly choice: readonly string[]; readonly correct: boolean; readonly at: Date };

export type Doubt = { readonly kind: EvidenceQueryKind; readonly day: Day; readonly sightings: readonly Sighting[] };

const fewestPeople = 10;
const burstWithinMs = 60 * 60_000;
/** Many answer everything right, and many miss the one hard question: only a rare string says that it was copied. */
const fewestWrong = 3;
const fewestAnswers = 4;
/** To read what was right, the next question and its choices, and to tap. */
const fastestPerAnswerMs = 2_000;

/** What does not look like people learning (`docs/design/reach.md` §4), one doubt for each place and day. */
export function doubtsIn(sightings: readonly Sighting[]): readonly Doubt[] {
  const burst = grouped(sightings, ({ device }) => device).flatMap(burstsOf);
  const same = grouped(sightings, answersKey).filter(hasManyPeople).flat();
  const fast = sightings.filter(isTooFast);
  return [...placed('burst', burst), ...placed('same-answers', same), ...placed('too-fast', fast)];
}

/** Those of one device that lie in any hour with too many different people. */
function burstsOf(all: readonly Sighting[]): readonly Sighting[] {
  const sorted = [...all].sort((a, b) => a.at.getTime() - b.at.getTime());
  const found = new Set<Sighting>();
  let first = 0;
  for (const [last, { at }] of sorted.entries()) {
    while ((sorted[first]?.at.getTime() ?? 0) <= at.getTime() - burstWithinMs) first += 1;
    const hour = sorted.slice(first, last + 1);
    if (hasManyPeople(hour)) for (const one of hour) found.add(one);
  }
  return [...found];
}

function answersKey({ organisation, area, lesson, at, answers }: Sighting): string | undefined {
  if (answers.filter(({ correct }) => !correct).length < fewestWrong) return undefined;
  const given = answers.map(({ question, choice }) => `${question}=${[...choice].sort().join('+')}`).sort();
  return [organisation ?? area, lesson, dayOf(at), ...given].join('\n');
}

function isTooFast({ answers }: Sighting): boolean {
  const times = answers.map(({ at }) => at.getTime());
  return times.length >= fewestAnswers && Math.max(...times) - Math.min(...times) < (times.length - 1) * fastestPerAnswerMs;
}

function hasManyPeople(sightings: readonly Sighting[]): boolean {
  return sightings.length >= fewestPeople && new Set(sightings.map(({ person }) => person)).size >= fewestPeople;
}

function placed(kind: EvidenceQueryKind, all: readonly Sighting[]): readonly Doubt[] {
  return grouped(all, ({ organisation, area, population, at }) => [organisation ?? area, population, dayOf(at)].join('\n')).map(
    (sightings) => ({
      kind,
      day: sightings.map(({ at }) => dayOf(at)).reduce((a, b) => (a < b ? a : b)),
      sightings,
    }),
  );
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string | undefined): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
