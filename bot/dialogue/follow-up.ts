import type { EventBody } from '../channels/channel';
import { isOnboarded } from './consent-texts';
import { currentRecord } from './lesson-run';
import { nextOffered } from './offered-lessons';
import type { LessonRecord, Session } from './session';
import type { Context } from './step';

export type PushKind = Extract<EventBody, { kind: 'due' }>['what'];

/** Whether the programme may write to this learner first; if not, why. `apart`: nobody of that population is ever written to. */
export type Standing = 'open' | 'not_opted_in' | 'opted_out' | 'left' | 'under_age' | 'apart';

/** What the programme would say first, when it would like to, and before when it would be a nuisance. */
export type FollowUp = { readonly what: PushKind; readonly from: number; readonly at: number; readonly lesson?: string };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Since the learner's last word. Nobody who stays silent is reminded more often. */
const ladderHours = [20, 44, 140] as const;
const leastQuietMs = 6 * hourMs;
/** Since a lesson was completed. */
const recallDays = [7, 30] as const;
const betweenRecallsMs = 7 * dayMs;

export function standingOf(session: Session): Standing {
  const population = session.membership?.population ?? session.pending?.membership.population ?? session.population;
  if (population === 'service-worker') return 'apart';
  if (session.ephemeral === true || session.ageBand === 'under-16') return 'under_age';

  const reminded = session.consents['be-reminded'];
  if (reminded === undefined || !isOnboarded(session)) return 'not_opted_in';
  if (!reminded.given) return 'opted_out';
  return session.step === 'stopped' ? 'left' : 'open';
}

/** The next thing to say first to a learner who asked for it; it lapses as soon as they write, stop, leave or have nothing open. */
export function nextFollowUp(context: Pick<Context, 'catalogue' | 'session'>): FollowUp | undefined {
  if (standingOf(context.session) !== 'open') return undefined;
  const [first, second] = [fromLadder(context), recallOf(context.session)];
  if (first === undefined || second === undefined) return first ?? second;
  return second.at < first.at ? second : first;
}

function fromLadder(context: Pick<Context, 'catalogue' | 'session'>): FollowUp | undefined {
  const { lastAppliedAt: heardAt, reminded = 0 } = context.session;
  const hours = ladderHours[reminded];
  const lesson = nextOffered(context);
  if (heardAt === undefined || hours === undefined || lesson === undefined) return undefined;

  const begun = lesson.key === context.session.lesson && currentRecord(context.session)?.finished !== true;
  const before = ladderHours[reminded - 1];
  const from = heardAt + leastQuietMs + (before === undefined ? 0 : before * hourMs);
  return { what: reminded === 0 && !begun ? 'lesson' : 'reminder', from, at: heardAt + hours * hourMs };
}

/** The recall that has waited longest and was not asked yet; several that fall together are asked as one. */
function recallOf({ records, recalledAt, lastAppliedAt: heardAt = 0 }: Session): FollowUp | undefined {
  const due = Object.entries(records).flatMap(([lesson, record]) => recallTimes(record).map((at) => ({ lesson, at })));
  const [next] = due.filter(({ at }) => recalledAt === undefined || at > recalledAt).sort((a, b) => a.at - b.at);
  if (next === undefined) return undefined;
  const at = Math.max(next.at, heardAt + leastQuietMs, recalledAt === undefined ? 0 : recalledAt + betweenRecallsMs);
  return { what: 'recall', from: at, at, lesson: next.lesson };
}

function recallTimes({ results }: LessonRecord): readonly number[] {
  return results === undefined ? [] : recallDays.map((days) => results.completedAt + days * dayMs);
}
