import { isOnboarded, openPurpose } from './consent-texts';
import type { CodeLookup } from './fact';
import { type PendingMembership, without } from './session';
import type { Context, Outcome } from './step';
import { takeMembership } from './steps/consent';

/** What a code does, whenever it comes: age first, then consent, then the group; a code that is not good says so and changes nothing. */
export function useCode(context: Context, code: CodeLookup): Outcome {
  const { session, say } = context;
  const here = session.step === 'welcome' ? 'age-band' : session.step;
  if (code.found !== 'yes') return context.enter(here, { lead: say(`code.${code.found}`) });

  const { membership, groupName, organisationName } = code;
  const pending: PendingMembership = { membership, groupName, organisationName };
  if (session.membership !== undefined && apart(session.membership.population, membership.population)) {
    return context.enter(here, { lead: say('code.apart') });
  }
  if (membership.population === 'service-worker' && session.ageBand !== '18-plus') {
    return context.enter('adult', { session: { ...without(session, 'ageBand'), pending } });
  }
  if (session.ephemeral === true) return context.enter(here, { lead: say('code.notRecorded') });
  if (session.ageBand === undefined) return context.enter('age-band', { session: { ...session, pending }, lead: say('code.kept') });
  if (session.membership?.code !== undefined && session.membership.code === membership.code) {
    return context.enter(here, { lead: say('code.already') });
  }
  return session.consents.learn?.given === true
    ? changeGroup(context, pending)
    : context.enter('consent', { session: { ...session, pending } });
}

/** Somebody already learning moves to another group: their organiser is another, so that consent is asked anew. */
function changeGroup(context: Context, pending: PendingMembership): Outcome {
  const sameOrganiser = context.session.membership?.organisation === pending.membership.organisation;
  const consents = sameOrganiser ? context.session.consents : without(context.session.consents, 'let-organiser-see');
  const { session, facts } = takeMembership({ ...context.session, consents, pending }, context.now);
  const lead = context.say('code.joined', { group: pending.groupName, organisation: pending.organisationName });
  if (openPurpose(session) !== undefined) return context.enter('consent', { session, facts, lead });
  const settled = without(session, 'pending');
  return context.enter(isOnboarded(settled) ? 'menu' : settled.step, { session: settled, facts, lead });
}

/** One conversation never links `service-worker` with another population. */
function apart(one: string, other: string): boolean {
  return one !== other && (one === 'service-worker' || other === 'service-worker');
}
