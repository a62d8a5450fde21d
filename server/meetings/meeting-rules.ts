import type { Population } from '../../courses/model';
import { addMonths, type Day, dayOf, monthOf } from '../reach/period';
import type { Meeting, MeetingQuery, MeetingShare } from '../storage/collections/meetings';
import type { Bounds } from '../storage/within';

const lateAfterDays = 30;
const fewestAlike = 10;
const dayMs = 86_400_000;

/** Whether what is entered at `at` is more than 30 days after the meeting: then it stays out of low until somebody clears it. */
export function isLate({ startsAt }: Pick<Meeting, 'startsAt'>, at: Date): boolean {
  return at.getTime() > startsAt.getTime() + lateAfterDays * dayMs;
}

export type Seen = {
  readonly named: number; // people with a row of their own: ticked or checked in
  readonly enteredLate?: Date | undefined; // the newest row that was entered late and not cleared since
  readonly others: readonly Pick<Meeting, 'startsAt' | 'shares'>[]; // of the same organisations, around this one
};

/** What does not look right about a meeting as it stands (`docs/design/reach.md` §4). */
function suspicions(meeting: Meeting, { named, enteredLate, others }: Seen): readonly Pick<MeetingQuery, 'kind' | 'fact'>[] {
  const { people, shares } = meeting;
  const over = people !== undefined && named > people;
  const alike = shares.filter((share) => others.some((other) => isNextMonth(meeting, other) && hasSame(other, share)));
  return [
    ...(enteredLate === undefined ? [] : [{ kind: 'late' as const, fact: enteredLate.toISOString() }]),
    ...(over ? [{ kind: 'over-headcount' as const, fact: `${named}>${people}` }] : []),
    ...alike.map(({ organisation, population, headcount }) => ({
      kind: 'same-headcount' as const,
      fact: `${organisation} ${population} ${headcount}`,
    })),
  ];
}

/** Those that are not known yet; while one about lateness is open it speaks for all late rows. */
export function newQueries(meeting: Meeting, seen: Seen, now: Date): readonly MeetingQuery[] {
  const late = openQueries(meeting).some(({ kind }) => kind === 'late');
  const isKnown = ({ kind, fact }: Pick<MeetingQuery, 'kind' | 'fact'>) =>
    (kind === 'late' && late) || meeting.queries.some((query) => query.kind === kind && query.fact === fact);
  return suspicions(meeting, seen)
    .filter((query) => !isKnown(query))
    .map((query) => ({ ...query, raisedAt: now }));
}

/** Whether anything of it still waits for somebody outside the organisation. */
export function openQueries({ queries }: Pick<Meeting, 'queries'>): readonly MeetingQuery[] {
  return queries.filter(({ clearedAt }) => clearedAt === undefined);
}

/** Entered late and not cleared since: of one list some rows may be late and others not. */
export function isHeldLate(meeting: Meeting, enteredAt: Date): boolean {
  if (!isLate(meeting, enteredAt)) return false;
  return !meeting.queries.some(({ kind, clearedAt }) => kind === 'late' && clearedAt !== undefined && clearedAt >= enteredAt);
}

/** Everything but lateness holds all of a meeting back. */
export function isHeldWhole(meeting: Meeting): boolean {
  return openQueries(meeting).some(({ kind }) => kind !== 'late');
}

/** Only somebody who looks beyond the organisations it is about, and had no hand in it, may clear a query. */
export function mayClear(
  meeting: Meeting,
  { bounds, actor, savedBy }: { bounds: Bounds; actor: string; savedBy: readonly string[] },
): boolean {
  const outside = bounds === 'everything' || 'areas' in bounds;
  return outside && !hands(meeting, savedBy).has(actor);
}

/** Who counted or ticked does not confirm. */
export function mayConfirm(meeting: Meeting, actor: string, savedBy: readonly string[]): boolean {
  return !hands({ ...meeting, confirmed: undefined }, savedBy).has(actor);
}

export function isSplit({ people, shares }: Pick<Meeting, 'people' | 'shares'>): boolean {
  const given = shares.flatMap(({ headcount }) => headcount ?? []);
  return people !== undefined && given.length === shares.length && given.reduce((sum, one) => sum + one, 0) === people;
}

/** Whose meetings these may be: a list or a signature of service workers is a danger to them. */
export function mayMeet(population: Population): boolean {
  return population !== 'service-worker';
}

function hands(
  { counted, confirmed }: Pick<Meeting, 'counted'> & { readonly confirmed?: Meeting['confirmed'] | undefined },
  savedBy: readonly string[],
): ReadonlySet<string> {
  return new Set([...savedBy, ...[counted, confirmed].flatMap((act) => act?.by ?? [])]);
}

function isNextMonth(one: Pick<Meeting, 'startsAt'>, other: Pick<Meeting, 'startsAt'>): boolean {
  const [a, b] = [dayOf(one.startsAt), dayOf(other.startsAt)];
  return follows(a, b) || follows(b, a);
}

function follows(first: Day, second: Day): boolean {
  return monthOf(addMonths(`${monthOf(first)}-01`, 1)) === monthOf(second);
}

function hasSame({ shares }: Pick<Meeting, 'shares'>, share: MeetingShare): boolean {
  const { headcount = 0 } = share;
  if (headcount < fewestAlike) return false;
  return shares.some(
    (one) => one.organisation === share.organisation && one.population === share.population && one.headcount === headcount,
  );
}
