import { isByTemplate } from '../outbox/windows';
import { type Allowed, allowedFrom } from './allowed-from';
import type { CandidateDeps, Person } from './candidates';
import { classify, type Verdict } from './classify';
import type { Audience } from './model';
import type { QuotaRoom } from './quota-room';
import { type ReachedCheck, reachedCheck } from './reached-check';

export type Judged = { readonly person: Person; readonly verdict: Verdict };

/** Answers what becomes of each of some people; the same for a plan and for the campaign itself. Whom it lets through has a place in `room`. */
export type Judge = (people: readonly Person[], now: Date, room: QuotaRoom) => Promise<readonly Judged[]>;

/** Rejects when the audience names an indicator that is no longer there: whom to leave out cannot be known. */
export async function createJudge(deps: CandidateDeps, audience: Audience, at: Date): Promise<Judge> {
  const check = audience.notReachedIn === undefined ? undefined : await reachedCheck(deps.db, audience.notReachedIn, { ...deps, at });
  if (audience.notReachedIn !== undefined && check === undefined) throw new RangeError('The audience names no indicator of a plan');

  let allowed: Allowed | undefined;
  return async (people, now, room) => {
    if (allowed?.now.getTime() !== now.getTime()) allowed = allowedFrom(now, deps.settings.calendar);
    const at = allowed;
    const reached = await reachedAmong(check, people);
    return people.map((person) => ({
      person,
      verdict: reached.has(person.person) ? { reason: 'already_reached' } : placed(classify(person, at, room), room),
    }));
  };
}

function placed(verdict: Verdict, room: QuotaRoom): Verdict {
  if ('to' in verdict) room.take(verdict.to.account, isByTemplate(verdict.way), verdict.at);
  return verdict;
}

async function reachedAmong(check: ReachedCheck | undefined, people: readonly Person[]): Promise<ReadonlySet<string>> {
  return check === undefined ? new Set() : check(people.map(({ person }) => person));
}
