import { consentTextVersions, openPurpose } from './consent-texts';
import type { Fact, Purpose } from './fact';
import { takeMembership } from './join-group';
import { type PendingMembership, type Session, type StepName, without } from './session';
import type { Context, Outcome } from './step';
import { withdrawElsewhere } from './withdraw';

/**
 * A child under 16 is recorded and counted only with two yeses: the child's own tap, and a guardian's on paper for the child with this
 * code of their own. Until both are there the session is ephemeral; what the child answered stands in it alone.
 */
export function childOf(session: Session): { readonly session: Session; readonly step: StepName } {
  const child = { ...without(session, 'guardian'), ageBand: 'under-16' as const, ephemeral: true as const };
  if (isOwn(session.pending)) return { session: { ...child, consents: {} }, step: 'consent' };
  return { session: without(child, 'pending'), step: 'menu' };
}

/** A code for a whole class says nothing of this child, and no guardian can have agreed to it. */
export function useChildCode(context: Context, pending: PendingMembership, here: StepName): Outcome {
  const { session, say } = context;
  if (!isOwn(pending)) return context.enter(here, { lead: say('guardian.ownCode') });
  const known = session.membership?.code ?? session.pending?.membership.code;
  if (known === pending.membership.code && session.consents.learn?.given === true && openPurpose(session) === undefined) {
    return context.enter(here, { lead: say(session.guardian ? 'code.already' : 'guardian.waits') });
  }
  const next = childOf({ ...without(session, 'membership', 'groupName'), pending });
  return context.enter(next.step, { session: next.session, lead: say('guardian.note') });
}

/** The child's own answer to one purpose; nothing of it leaves the session before the guardian's yes. */
export function answerAsChild(context: Context, purpose: Purpose, given: boolean): Outcome {
  const { now, say, event } = context;
  const answered = { given, textVersion: consentTextVersions[purpose], at: now };
  const session = { ...context.session, consents: { ...context.session.consents, [purpose]: answered } };
  if (purpose === 'learn' && !given) return context.enter('menu', { session: without(session, 'pending'), lead: say('guardian.declined') });
  if (openPurpose(session) !== undefined) return context.enter('consent', { session });

  const settled = withGuardian(session, event.guardian, now);
  return context.enter('menu', { ...settled, lead: say(settled.session.guardian ? 'guardian.counts' : 'guardian.waits') });
}

/** What a guardian's yes, or its end, makes of a child's session. `agreed` is undefined where nobody looked. */
export function withGuardian(session: Session, agreed: readonly Purpose[] | undefined, now: number): Pick<Outcome, 'session' | 'facts'> {
  if (session.ageBand !== 'under-16' || agreed === undefined) return { session, facts: [] };
  const stands = agreed.includes('learn');
  if (session.guardian === true) return stands ? { session, facts: [] } : withdrawElsewhere({ session, now }, guardianWithdraws);
  if (!stands || session.pending === undefined || session.consents.learn?.given !== true || openPurpose(session) !== undefined) {
    return { session, facts: [] };
  }
  const answers = answersOf(session, agreed, now);
  const consents = Object.fromEntries(answers.map(({ purpose, given, textVersion, at }) => [purpose, { given, textVersion, at }]));
  const joined = takeMembership({ ...without(session, 'ephemeral'), consents, guardian: true }, now);
  return { session: without(joined.session, 'pending'), facts: [...joined.facts, ...answers] };
}

/** Whether this child may not be recorded, whatever they say, since no guardian has agreed. */
export function waitsForGuardian({ ageBand, guardian }: Session): boolean {
  return ageBand === 'under-16' && guardian !== true;
}

const guardianWithdraws = { purposes: ['learn', 'be-counted', 'let-organiser-see'], actor: 'guardian' } as const;

type Answer = Extract<Fact, { readonly kind: 'consent' }>;

/** Either may say no: what the child agreed to and the guardian did not is a no of the guardian's. */
function answersOf({ consents, language }: Session, agreed: readonly Purpose[], now: number): readonly Answer[] {
  return (['learn', 'be-counted', 'let-organiser-see'] as const).flatMap((purpose): readonly Answer[] => {
    const answer = consents[purpose];
    if (answer === undefined) return [];
    const said = { kind: 'consent', purpose, textVersion: answer.textVersion, language, at: answer.at ?? now } as const;
    if (!answer.given || agreed.includes(purpose)) return [{ ...said, given: answer.given }];
    return [{ ...said, given: false, actor: 'guardian' }];
  });
}

function isOwn(pending: PendingMembership | undefined): boolean {
  return pending?.membership.identifiedBy === 'roster-code' && pending.membership.population !== 'service-worker';
}
