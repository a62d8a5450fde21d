import { beside, here } from './beside';
import { unmarkedCommand, writtenCommand } from './commands';
import { isOnboarded } from './consent-texts';
import { printJoinCode } from './join-code-text';
import { currentRecord } from './lesson-run';
import { linkedTo, mayLink, mayOfferLink } from './linked-session';
import { openLesson } from './open-lesson';
import { riskIn } from './risk-phrases';
import { type Session, without } from './session';
import type { Change, Context, Outcome } from './step';
import { openOnboarding } from './steps/menu';

const offerMs = 15 * 60_000;

/** Shows a code to type on another channel; the server made it, and keeps it once the turn says that it was asked for. */
export function offerLink(context: Context): Outcome {
  const { session, event, now, say } = context;
  const code = event.linkCode;
  if (code === undefined || !mayOfferLink(session)) return beside(context, say('link.notHere'));

  const until = now + offerMs;
  const outcome = beside(context, say('link.code', { code: printJoinCode(code) }));
  return { ...outcome, session: { ...outcome.session, linkOffered: until }, facts: [{ kind: 'link-asked', at: now, code, until }] };
}

/** A code that was shown on another channel: from here on both are one person, and the lesson goes on here. */
export function useLink(context: Context, code: string): Outcome {
  const { session, event, now, say } = context;
  if (event.linkedWith === undefined || !mayLink(session)) return context.enter(here(session), { lead: say('link.notHere') });
  if (session.linked) return context.enter(here(session), { lead: say('link.already') });

  const linked = linkedTo(without(session, 'pending'), event.linkedWith);
  return goOn(context, { session: linked, lead: say('link.done'), facts: [{ kind: 'linked', at: now, code }] });
}

export function undoLink(context: Context): Outcome {
  const { session, now, say } = context;
  if (session.linked !== true) return beside(context, say('link.none'));
  const outcome = beside(context, say('link.undone'));
  return { ...outcome, session: without(outcome.session, 'linked', 'linkOffered'), facts: [{ kind: 'unlinked', at: now }] };
}

/** Words typed to a question that was answered on another channel meanwhile answer no other: the learner is told where they are now. */
export function movedOn(context: Context, text: string): Outcome | undefined {
  if (context.event.movedOn !== true || context.event.code !== undefined || riskIn(text) !== undefined) return undefined;
  if ((writtenCommand(text) ?? unmarkedCommand(text)) !== undefined) return undefined;
  return goOn(context, { session: context.session, lead: context.say('link.movedOn') });
}

function goOn(context: Context, change: Change & { readonly session: Session }): Outcome {
  const { session } = change;
  const begun = session.lesson !== undefined && currentRecord(session)?.finished === undefined;
  if (begun && session.consents.learn?.given === true && session.lesson !== undefined) return openLesson(context, session.lesson, change);
  return context.enter(isOnboarded(session) ? 'menu' : openOnboarding(session), change);
}
