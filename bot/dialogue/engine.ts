import type { Reply } from '../messages';
import { eraseAsked } from './ask-erasure';
import { askRecall } from './ask-recall';
import { here } from './beside';
import { decodeValue } from './button-value';
import { withCheckIn } from './check-in';
import { isCommand } from './commands';
import { type FollowUp, nextFollowUp, standingOf } from './follow-up';
import { withGuardian } from './guardian';
import { lessonTap } from './lesson-taps';
import { movedOn } from './link-chats';
import { readMessageText } from './read-event-text';
import { runCommand } from './run-command';
import { freshSession, type Session, type StepName, without } from './session';
import { type Change, type Context, type Dialogue, type DialogueEvent, type DueEvent, type Outcome, paragraphs } from './step';
import { steps } from './step-map';
import { notice } from './steps/welcome';
import { toReply } from './to-reply';
import { useCode } from './use-code';
import { withdrawElsewhere } from './withdraw';

const tooLateMs = 5 * 60_000;
const awayMs = 24 * 60 * 60_000;
const tapsKept = 8;

export type EngineInput = { readonly session: Session; readonly event: DialogueEvent; readonly now: number };

/** One event in, what it changed out. Pure: the same input gives the same outcome, and nothing is waited for. */
export function handleEvent(dialogue: Dialogue, { session, event, now }: EngineInput): Outcome {
  if (isTooLate(session, event, now)) return { session, replies: [], facts: [] };

  if (event.kind === 'erase') return { session: freshSession(session.language), replies: [], facts: [eraseAsked(event, now)] };
  if (event.kind === 'withdrawn') return withdrawElsewhere({ session, now }, event);
  const known = withGuardian(session, event.guardian, now);
  const context = contextOf(dialogue, known.session, event, now);
  if (event.kind === 'due') return onDue(context, event);

  const answered = withSlipNoted(context, session, answerEvent(context, event));
  const outcome = withCheckIn(withFacts(known.facts, withNotice(context, answered)), now);
  const lastAppliedAt = Math.max(Math.min(session.lastAppliedAt ?? 0, now), event.at);
  const heard = { ...without(outcome.session, 'reminded'), lastAppliedAt, lastSeenAt: now };
  return { session: heard, replies: outcome.replies, facts: allowedFacts(session, outcome) };
}

/**
 * Typed words that were overtaken by newer ones answer a question that is gone; taps name theirs and are always taken.
 * A newest event that lies in the future was dated by a clock that has since been put right: it overtakes nothing.
 */
function isTooLate(session: Session, event: DialogueEvent, now: number): boolean {
  const typed = event.kind === 'message' && event.value === undefined;
  return typed && session.lastAppliedAt !== undefined && event.at < Math.min(session.lastAppliedAt, now) - tooLateMs;
}

function contextOf(dialogue: Dialogue, session: Session, event: DialogueEvent, now: number): Context {
  const { catalogue, areas, faq, says, agency } = dialogue;
  const context: Context = {
    catalogue,
    areas,
    faq,
    says,
    agency,
    session,
    event,
    now,
    say: dialogue.says(session.language),
    enter: (step, change) => enter(context, step, change),
  };
  return context;
}

function enter(context: Context, step: StepName, { session = context.session, lead, facts = [], again }: Change = {}): Outcome {
  const entered: Session = { ...session, step, misunderstood: 0, prompts: session.prompts + 1 };
  const at =
    entered.language === context.session.language
      ? { ...context, session: entered }
      : { ...context, session: entered, say: context.says(entered.language) };
  const { ask, askAgain = ask } = steps[step];
  const asked = again ? askAgain(at) : ask(at);
  const text = paragraphs(lead, asked);
  return { session: entered, replies: [toReply(text, steps[step].options(at), entered.prompts)], facts };
}

function answerEvent(context: Context, event: Exclude<DialogueEvent, { readonly kind: 'due' | 'erase' | 'withdrawn' }>): Outcome {
  const { session } = context;
  switch (event.kind) {
    case 'left':
      return { session: { ...session, step: 'stopped' }, replies: [], facts: [{ kind: 'left', at: context.now }] };
    case 'joined':
      return onJoined(context);
    case 'media':
      return context.enter(here(session), { lead: context.say('media.sorry'), again: true });
    case 'message':
      if (event.value !== undefined) return onTap(context, event.text, event.value);
      return movedOn(context, event.text) ?? readMessageText(context, event.text);
  }
}

/** Follow, get started, a link or a scanned code: says who is speaking once more, then takes the code or goes on. */
function onJoined(context: Context): Outcome {
  const greeted = contextOf(context, without(context.session, 'welcomed'), context.event, context.now);
  if (context.event.code !== undefined) return useCode(greeted, context.event.code);
  return greeted.enter(greeted.session.step === 'stopped' ? 'menu' : here(greeted.session));
}

/**
 * The programme speaks first only to somebody who asked for it, and only while what it wanted to say still holds. It does not say
 * again who is speaking: an agency's name can be a place.
 */
function onDue(context: Context, { what, campaign }: DueEvent): Outcome {
  const { session, now } = context;
  const followUp: Pick<FollowUp, 'what' | 'from' | 'lesson'> | undefined =
    campaign === undefined ? nextFollowUp(context) : { what, from: now };
  if (standingOf(session) !== 'open' || followUp === undefined || followUp.what !== what || followUp.from > now) {
    return { session, replies: [], facts: [] };
  }
  const invitation = { what, at: now, ...(followUp.lesson === undefined ? {} : { lesson: followUp.lesson }) };
  const counted = what === 'recall' ? { recalledAt: now } : { reminded: (session.reminded ?? 0) + 1 };
  const asked = what === 'recall' ? askRecall(session, followUp.lesson, now) : { session, facts: [] };
  return context.enter('invited', { session: { ...asked.session, invitation, ...counted }, facts: asked.facts });
}

function onTap(context: Context, text: string, value: string): Outcome {
  const tap = decodeValue(value);
  if (tap === undefined) return readMessageText(context, text);
  if (tap.kind === 'answer' || tap.kind === 'pick' || tap.kind === 'next') return lessonTap(context, tap);
  if (context.session.taps.includes(value)) return { session: context.session, replies: [], facts: [] };

  const session = { ...context.session, taps: [...context.session.taps, value].slice(-tapsKept) };
  const tapped = contextOf(context, session, context.event, context.now);
  if (tap.kind === 'command') return isCommand(tap.command) ? runCommand(tapped, tap.command) : tapped.enter(here(session));
  const chosen = tap.step === session.step ? steps[tap.step].choose(tapped, tap.choice) : undefined;
  return chosen ?? tapped.enter(here(session));
}

/** Who is new, and who comes back after a day, is told who is speaking; somebody in danger is told where to call, first of all. */
function withNotice({ session, agency, says, event, now }: Context, outcome: Outcome): Outcome {
  const [first, ...rest] = outcome.replies;
  const later = outcome.session;
  if (first === undefined || later.step === 'welcome' || outcome.facts.some(({ kind }) => kind === 'risk-seen')) return outcome;

  const say = says(later.language);
  const isNew = later.welcomed !== true;
  const isBack = session.lastSeenAt !== undefined && now - session.lastSeenAt >= awayMs;
  if (!isNew && !isBack) return outcome;
  const told = isNew ? notice({ say, agency, session: later, event }) : say('notice.back', { agency: agency[later.language] });
  return { ...outcome, session: { ...later, welcomed: true }, replies: [lead(told, first), ...rest] };
}

/** A child who waited for their guardian's slip is told that it is there, at their first word after it. */
function withSlipNoted({ session, says }: Context, before: Session, outcome: Outcome): Outcome {
  const [first, ...rest] = outcome.replies;
  const isFirst = session.guardian === true && before.guardian !== true && outcome.session.guardian === true;
  if (!isFirst || first === undefined || outcome.facts.some(({ kind }) => kind === 'risk-seen')) return outcome;
  return { ...outcome, replies: [lead(says(outcome.session.language)('guardian.counts'), first), ...rest] };
}

function lead(words: string, reply: Reply): Reply {
  const text = paragraphs(words, reply.payload.text);
  return reply.type === 'text' ? { ...reply, payload: { text } } : { ...reply, payload: { ...reply.payload, text } };
}

function withFacts(first: Outcome['facts'], outcome: Outcome): Outcome {
  return first.length === 0 ? outcome : { ...outcome, facts: [...first, ...outcome.facts] };
}

/**
 * A session that may not be recorded leaves no trace but the age band, a consent refused or withdrawn, and the wish to be erased;
 * a child who was never recorded not even what they answered.
 */
function allowedFacts(before: Session, { session, facts }: Outcome): Outcome['facts'] {
  if (session.ephemeral !== true) return facts;
  const neverRecorded = session.ageBand === 'under-16' && before.guardian !== true;
  return facts.filter(({ kind }) => kind === 'age-band' || kind === 'erase-asked' || (kind === 'consent' && !neverRecorded));
}
