import { noWords, yesWords } from '../answer-words';
import { consentTextVersions, openPurpose } from '../consent-texts';
import type { Fact, Purpose } from '../fact';
import { answerAsChild } from '../guardian';
import { mayBeNamed, takeMembership } from '../join-group';
import { without } from '../session';
import { type Context, type Outcome, option, paragraphs, type Step } from '../step';

/** One purpose after another, each a choice of its own. A no to learning keeps the lessons open and records nothing. */
export const consent: Step = {
  ask: (context) => {
    const purpose = openPurpose(context.session);
    return purpose === undefined ? context.say('consent.settled') : question(context, purpose);
  },
  options: ({ say, session }) => {
    const purpose = openPurpose(session);
    if (purpose === undefined) return [option('consent', 'on', say('consent.goOn'), yesWords)];
    return [
      option('consent', `${purpose}-yes`, say('consent.yes'), yesWords),
      option('consent', `${purpose}-no`, say('consent.no'), noWords),
    ];
  },
  choose: (context, choice) => {
    const purpose = openPurpose(context.session);
    if (purpose === undefined) return choice === 'on' ? context.enter('menu') : undefined;
    if (choice === `${purpose}-yes`) return answer(context, purpose, true);
    return choice === `${purpose}-no` ? answer(context, purpose, false) : undefined;
  },
  back: (session) => (session.pending?.membership.population === 'service-worker' ? 'adult' : 'join'),
  leadsTo: ['consent', 'menu'],
};

function question({ say, session }: Context, purpose: Purpose): string {
  const { pending } = session;
  const organisation = pending?.organisationName ?? session.groupName ?? '';
  const asked = say(`consent.${purpose}`, { organisation });
  if (purpose !== 'learn' || pending === undefined || !mayBeNamed(pending)) return asked;
  return paragraphs(say('consent.group', { group: pending.groupName, organisation }), asked);
}

function answer(context: Context, purpose: Purpose, given: boolean): Outcome {
  const { now, say } = context;
  if (context.session.ageBand === 'under-16') return answerAsChild(context, purpose, given);
  const textVersion = consentTextVersions[purpose];
  const consents = { ...context.session.consents, [purpose]: { given, textVersion, at: now } };
  const told: Fact = { kind: 'consent', purpose, given, textVersion, language: context.session.language, at: now };
  if (purpose === 'learn' && !given) {
    const session = { ...without(context.session, 'pending'), consents, ephemeral: true as const };
    return context.enter('menu', { session, facts: [told], lead: say('consent.declined') });
  }
  const joined = purpose === 'learn' ? takeMembership({ ...context.session, consents }, now) : undefined;
  const session = joined?.session ?? { ...context.session, consents };
  const facts = [told, ...(joined?.facts ?? [])];
  if (openPurpose(session) !== undefined) return context.enter('consent', { session, facts });
  return context.enter('menu', { session: without(session, 'pending'), facts, lead: say('consent.thanks') });
}
