import { consentTextVersions } from './consent-texts';
import type { Fact, Purpose } from './fact';
import { type Consent, type Session, without } from './session';
import type { Context, DialogueEvent, Outcome } from './step';

type Withdrawn = Pick<Extract<DialogueEvent, { readonly kind: 'withdrawn' }>, 'purposes' | 'actor'>;

/** What was taken back on paper, by a guardian or for the learner: it holds from now on, and nothing is said. */
export function withdrawElsewhere({ session, now }: Pick<Context, 'session' | 'now'>, { purposes, actor }: Withdrawn): Outcome {
  const given = purposes.filter((purpose) => session.consents[purpose]?.given === true);
  const facts = given.map(
    (purpose): Fact => ({
      kind: 'consent',
      purpose,
      given: false,
      textVersion: consentTextVersions[purpose],
      language: session.language,
      at: now,
      actor,
    }),
  );
  return { session: withoutConsents(session, given, now), replies: [], facts };
}

/** Without consent to learning nothing is recorded from here on, and a child's guardian has to agree anew. */
function withoutConsents(session: Session, taken: readonly Purpose[], now: number): Session {
  const no = (purpose: Purpose): Consent => ({ given: false, textVersion: consentTextVersions[purpose], at: now });
  const consents = { ...session.consents, ...Object.fromEntries(taken.map((purpose) => [purpose, no(purpose)])) };
  if (!taken.includes('learn')) return { ...session, consents };
  return { ...without(session, 'guardian'), consents, ephemeral: true };
}
