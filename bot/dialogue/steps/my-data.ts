import { consentTextVersions, purposesFor } from '../consent-texts';
import type { Fact, Purpose } from '../fact';
import { waitsForGuardian } from '../guardian';
import { mayOfferLink } from '../linked-session';
import { type Session, without } from '../session';
import { type Context, commandOption, type Option, type Outcome, option, type Step } from '../step';

/** What is kept about this learner, each consent to give or take back, and the way to delete it all. */
export const myData: Step = {
  ask: ({ say, session }) => {
    if (session.ephemeral === true) return say('myData.nothingKept');
    const lessons = Object.values(session.records).filter((record) => record.results !== undefined).length;
    return [
      say('myData.kept', { lessons, age: say(`myData.age.${session.ageBand ?? 'unknown'}`), group: groupText({ say, session }) }),
      ...answered(session).map((purpose) => say(`myData.${purpose}.${session.consents[purpose]?.given === true ? 'yes' : 'no'}`)),
    ].join('\n');
  },
  options: ({ say, session }) => [
    ...answered(session).map((purpose) => consentOption({ say, session }, purpose)),
    ...(session.ephemeral === true
      ? []
      : [option('my-data', 'file', say('myData.file')), option('my-data', 'request', say('myData.request'))]),
    ...linkOptions({ say, session }),
    commandOption('delete-my-data', say('myData.delete')),
    commandOption('back', say('myData.back')),
  ],
  choose: (context, choice) => {
    if (choice === 'file') return showCode(context);
    if (choice === 'request') return context.enter('data-request');
    const purpose = answered(context.session).find((candidate) => choice === `${candidate}-yes` || choice === `${candidate}-no`);
    return purpose && setConsent(context, purpose, choice.endsWith('-yes'));
  },
  back: (session) => session.returnTo ?? 'menu',
  leadsTo: ['my-data', 'data-request', 'join', 'delete-my-data', 'menu'],
};

const viewMs = 30 * 60_000;

/** A page shows all of it, as a file too; the code opens it for a while and is never part of an address. */
function showCode(context: Context): Outcome {
  const { session, event, now, say } = context;
  if (session.ephemeral === true || event.number === undefined) return context.enter('my-data');
  const until = now + viewMs;
  return context.enter('my-data', {
    lead: say('myData.code', { code: event.number }),
    facts: [{ kind: 'view-asked', code: event.number, until, at: now }],
  });
}

function groupText({ say, session }: Pick<Context, 'say' | 'session'>): string {
  if (session.membership === undefined) return say('myData.group.none');
  if (session.groupName !== undefined) return say('myData.group.named', { group: session.groupName });
  return say(session.membership.code === undefined ? 'myData.group.unnamed' : 'myData.group.byCode');
}

function answered(session: Session): readonly Purpose[] {
  const asked = purposesFor(session).filter((purpose) => session.consents[purpose] !== undefined);
  return session.ephemeral === true ? asked.filter((purpose) => purpose === 'learn') : asked;
}

function consentOption({ say, session }: Pick<Context, 'say' | 'session'>, purpose: Purpose): Option {
  const to = session.consents[purpose]?.given === true ? 'no' : 'yes';
  return option('my-data', `${purpose}-${to}`, say(`myData.${purpose}.${to === 'no' ? 'withdraw' : 'give'}`));
}

/** Who is linked may part the chats again; a third one is linked by the typed command. */
function linkOptions({ say, session }: Pick<Context, 'say' | 'session'>): readonly Option[] {
  if (session.linked === true) return [commandOption('unlink', say('myData.unlink'))];
  return mayOfferLink(session) ? [commandOption('link', say('myData.link'))] : [];
}

/** Without consent to learning nothing is recorded from here on, as after a first no; with it, the group may be named again. */
function setConsent(context: Context, purpose: Purpose, given: boolean): Outcome {
  if (purpose === 'learn' && given && waitsForGuardian(context.session))
    return context.enter('my-data', { lead: context.say('guardian.codeAgain') });
  const textVersion = consentTextVersions[purpose];
  const consents = { ...context.session.consents, [purpose]: { given, textVersion, at: context.now } };
  const facts: readonly Fact[] = [{ kind: 'consent', purpose, given, textVersion, language: context.session.language, at: context.now }];
  if (purpose !== 'learn') return context.enter('my-data', { session: { ...context.session, consents }, facts });
  if (!given) return context.enter('my-data', { session: { ...context.session, consents, ephemeral: true }, facts });
  const session = { ...without(context.session, 'ephemeral'), consents };
  return context.enter(session.membership === undefined ? 'join' : 'my-data', { session, facts });
}
