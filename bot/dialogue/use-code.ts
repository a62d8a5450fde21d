import { useCheckIn } from './check-in';
import { codeWaitMs, withTriedCode } from './code-tries';
import type { CodeLookup } from './fact';
import { useChildCode } from './guardian';
import { joinGroup } from './join-group';
import { useLink } from './link-chats';
import type { PendingMembership } from './session';
import type { Context, Outcome } from './step';

const minuteMs = 60_000;

/** What a code does, whenever it comes: age first, then consent, then the group; a code that is not good says so and changes nothing. */
export function useCode(context: Context, code: CodeLookup): Outcome {
  const { session, say } = context;
  const here = session.step === 'welcome' ? 'age-band' : session.step;
  const waitMs = codeWaitMs(session, code, context.now);
  if (waitMs > 0) return context.enter(here, { lead: say('code.wait', { minutes: `${Math.ceil(waitMs / minuteMs)}` }) });
  if (code.found === 'check-in') return useCheckIn(context, code);
  if (code.found === 'link') return useLink(context, code.code);
  if (code.found !== 'yes') {
    return context.enter(here, { session: withTriedCode(session, code, context.now), lead: say(`code.${code.found}`) });
  }

  const { membership, groupName, organisationName } = code;
  const pending: PendingMembership = { membership, groupName, organisationName };
  if (session.membership !== undefined && apart(session.membership.population, membership.population)) {
    return context.enter(here, { lead: say('code.apart') });
  }
  if (session.linked && membership.population === 'service-worker') return context.enter(here, { lead: say('code.apart') });
  if (session.ageBand === 'under-16') return useChildCode(context, pending, here);
  if (session.ephemeral === true) return context.enter(here, { lead: say('code.notRecorded') });
  if (membership.population === 'service-worker' && session.ageBand !== '18-plus') return askAdult(context, pending);
  if (session.ageBand === undefined) return context.enter('age-band', { session: { ...session, pending }, lead: say('code.kept') });
  if (session.membership?.code !== undefined && session.membership.code === membership.code) {
    return context.enter(here, { lead: say('code.already') });
  }
  return joinGroup(context, pending);
}

/** A card asks its one question of somebody whose age is not known; who has said they are under 18 gets no membership by it. */
function askAdult(context: Context, pending: PendingMembership): Outcome {
  const { session, say } = context;
  if (session.ageBand !== undefined) return context.enter(session.step, { lead: say('adult.under18') });
  return context.enter('adult', { session: { ...session, pending } });
}

/** One conversation never links `service-worker` with another population. */
function apart(one: string, other: string): boolean {
  return one !== other && (one === 'service-worker' || other === 'service-worker');
}
