import type { Language } from '../../courses/model';
import { beside, here } from './beside';
import type { Command } from './commands';
import { consentTextVersions } from './consent-texts';
import type { Fact } from './fact';
import { offerLink, undoLink } from './link-chats';
import { type StepName, without } from './session';
import type { Context, Outcome } from './step';
import { steps } from './step-map';

/** Steps that answer a side question and then lead back to where the learner was. */
const asides: readonly StepName[] = ['change-language', 'my-data', 'delete-my-data', 'data-request', 'ask-faq', 'stopped'];

export function runCommand(context: Context, command: Command): Outcome {
  const { session, say } = context;
  switch (command) {
    case 'menu':
      return context.enter('menu');
    case 'resume':
      return context.enter(session.step === 'stopped' ? 'menu' : here(session));
    case 'back':
      return context.enter(steps[session.step].back(session));
    case 'vi':
    case 'en':
      return changeLanguage(context, command);
    case 'language':
      return aside(context, 'change-language');
    case 'my-data':
      return aside(context, 'my-data');
    case 'delete-my-data':
      return aside(context, 'delete-my-data');
    case 'link':
      return offerLink(context);
    case 'unlink':
      return undoLink(context);
    case 'stop':
      return stop(context);
    case 'help':
      return beside(context, say('help.text'));
    case 'hotline':
      return beside(context, say('hotline.text'));
  }
}

/** Before the age band is known the learner has read nothing but who is speaking, and needs that again in the new language. */
export function changeLanguage(context: Context, language: Language): Outcome {
  const { session } = context;
  const step = session.step === 'change-language' ? returning(context) : session.step;
  const kept = session.ageBand === undefined && session.language !== language ? without(session, 'welcomed') : session;
  return context.enter(here({ ...session, step }), { session: { ...kept, language } });
}

function aside(context: Context, step: StepName): Outcome {
  return context.enter(step, { session: { ...context.session, returnTo: returning(context) } });
}

function returning({ session }: Context): StepName {
  return asides.includes(session.step) ? (session.returnTo ?? 'menu') : session.step;
}

/** Stops everything that is sent without being asked for, and keeps the learner's place. */
function stop(context: Context): Outcome {
  const { session, now } = context;
  const reminded = session.consents['be-reminded']?.given === true;
  if (!reminded) return aside(context, 'stopped');
  const textVersion = consentTextVersions['be-reminded'];
  const consents = { ...session.consents, 'be-reminded': { given: false, textVersion } };
  const facts: readonly Fact[] = [
    { kind: 'consent', purpose: 'be-reminded', given: false, textVersion, language: session.language, at: now },
  ];
  return context.enter('stopped', { session: { ...session, consents, returnTo: returning(context) }, facts });
}
