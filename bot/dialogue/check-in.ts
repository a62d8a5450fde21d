import type { CodeLookup, Fact } from './fact';
import { joinGroup } from './join-group';
import { mayBeCounted, type Session, without } from './session';
import type { Context, Outcome } from './step';

type CheckInCode = Extract<CodeLookup, { readonly found: 'check-in' }>;

/** A code from a meeting's screen. Who is not counted yet is asked what everybody is asked first; the check-in waits that long. */
export function useCheckIn(context: Context, code: CheckInCode): Outcome {
  const { session, say, now, event } = context;
  const here = session.step === 'welcome' ? 'age-band' : session.step;
  if (session.membership?.population === 'service-worker') return context.enter(here, { lead: say('code.apart') });
  if (session.ageBand === 'under-16' && session.guardian !== true) return context.enter(here, { lead: say('code.notRecorded') });
  if (session.ephemeral === true) return context.enter(here, { lead: say('code.notRecorded') });

  const { meeting, parts, minutes, membership, organisationName } = code;
  const noted: Session = { ...session, checkIn: { meeting, parts, minutes, at: now } };
  if (mayBeCounted(session)) return context.enter(here, { session: noted, lead: say('checkIn.done') });
  if (session.membership !== undefined) return context.enter('my-data', { session: noted, lead: say('checkIn.notCounted') });
  if (membership === undefined)
    return context.enter(session.ageBand === undefined ? 'age-band' : 'join', { session: noted, lead: say('checkIn.joinFirst') });

  const pending = { membership: { ...membership, identifiedBy: event.identifiedBy ?? ('none' as const) }, groupName: '', organisationName };
  if (session.ageBand === undefined) return context.enter('age-band', { session: { ...noted, pending }, lead: say('code.kept') });
  return joinGroup({ ...context, session: noted }, pending);
}

const waitsMs = 24 * 60 * 60_000;

/** Says that somebody was at a meeting as soon as they may be counted, whatever was asked in between. */
export function withCheckIn(outcome: Outcome, now: number): Outcome {
  const { checkIn } = outcome.session;
  if (checkIn === undefined) return outcome;
  const session = without(outcome.session, 'checkIn');
  if (checkIn.at < now - waitsMs || session.ephemeral === true || session.membership?.population === 'service-worker')
    return { ...outcome, session };
  if (!mayBeCounted(session)) return outcome;
  const fact: Fact = { kind: 'checked-in', ...checkIn };
  return { ...outcome, session, facts: [...outcome.facts, fact] };
}
