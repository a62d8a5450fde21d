import { isOnboarded, openPurpose } from './consent-texts';
import type { Fact } from './fact';
import { type PendingMembership, type Session, without } from './session';
import type { Context, Outcome } from './step';

/** Joins a group: at once for somebody who agreed to learn, else after they agree. */
export function joinGroup(context: Context, pending: PendingMembership): Outcome {
  if (context.session.consents.learn?.given !== true) return context.enter('consent', { session: { ...context.session, pending } });

  // Another organiser is another reader: that consent is asked anew.
  const sameOrganiser = context.session.membership?.organisation === pending.membership.organisation;
  const consents = sameOrganiser ? context.session.consents : without(context.session.consents, 'let-organiser-see');
  const { session, facts } = takeMembership({ ...context.session, consents, pending }, context.now);
  const values = { group: pending.groupName, organisation: pending.organisationName };
  const lead = mayBeNamed(pending) ? { lead: context.say('code.joined', values) } : {};
  if (openPurpose(session) !== undefined) return context.enter('consent', { session, facts, ...lead });
  return context.enter('menu', { session: without(session, 'pending'), facts, ...lead });
}

/** Goes on without a group. */
export function joinNone(context: Context): Outcome {
  const session = without(context.session, 'pending', 'population', 'area', 'areasFound');
  return context.enter(isOnboarded(session) ? 'menu' : 'consent', { session });
}

/** Makes the pending membership the learner's own, now that they agreed. */
export function takeMembership(session: Session, now: number): { readonly session: Session; readonly facts: readonly Fact[] } {
  const { pending } = session;
  if (pending === undefined) return { session, facts: [] };
  const { membership, groupName } = pending;
  const named = mayBeNamed(pending) ? { groupName } : {};
  return {
    session: { ...without(session, 'groupName'), membership, population: membership.population, ...named },
    facts: [{ kind: 'joined', membership, at: now }],
  };
}

/** A card names no place, neither on the screen nor in the session: who holds it must not be given away by it. */
export function mayBeNamed({ membership, groupName }: PendingMembership): boolean {
  return groupName !== '' && membership.population !== 'service-worker';
}
