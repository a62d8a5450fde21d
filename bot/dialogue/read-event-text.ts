import { beside } from './beside';
import type { ButtonValue } from './button-value';
import { isCommand, unmarkedCommand, writtenCommand } from './commands';
import { lessonTap } from './lesson-taps';
import { hintedOption, namedOption } from './read-choice';
import { riskIn } from './risk-phrases';
import { runCommand } from './run-command';
import { type Context, type Outcome, paragraphs } from './step';
import { steps } from './step-map';
import { deleteHint } from './steps/welcome';
import { useCode } from './use-code';

const mostMisunderstood = 2;
const longestRead = 500; // nobody answers at length; what is longer is looked at for danger only

/**
 * Typed words, read in the order in which they are least in doubt: a command with its marks, an option named outright, danger, any
 * command, a code, an option hinted at, what the step itself reads, a question. Then it was not understood.
 */
export function readMessageText(context: Context, text: string): Outcome {
  const { session, event } = context;
  const step = steps[session.step];
  const options = text.length > longestRead ? [] : step.options(context);

  const command = writtenCommand(text);
  const named = command === undefined || command === 'resume' ? namedOption(text, options) : undefined;
  if (named !== undefined) return take(context, named.tap) ?? misunderstood(context);

  const risk = riskIn(text);
  if (risk !== undefined) return calm(context, risk);
  const said = command ?? unmarkedCommand(text);
  if (said !== undefined) return runCommand(context, said);
  if (event.code !== undefined) return useCode(context, event.code);
  const hinted = hintedOption(text, options);
  if (hinted !== undefined) return take(context, hinted.tap) ?? misunderstood(context);
  return (text.length > longestRead ? undefined : (step.read?.(context, text) ?? fromFaq(context, text))) ?? misunderstood(context);
}

/** An option said is an option tapped. */
function take(context: Context, tap: ButtonValue): Outcome | undefined {
  switch (tap.kind) {
    case 'command':
      return isCommand(tap.command) ? runCommand(context, tap.command) : undefined;
    case 'choice':
      return steps[tap.step].choose(context, tap.choice);
    default:
      return lessonTap(context, tap);
  }
}

/** Calm, fixed words with numbers to call. Nothing is asked, and only the kind of danger is kept. */
function calm(context: Context, category: string): Outcome {
  const outcome = beside(context, paragraphs(context.say('risk.text'), deleteHint(context)));
  return { ...outcome, facts: [{ kind: 'risk-seen', category, at: context.now }] };
}

/** Words that fit nothing here may be a question; a single word is more likely a slip. */
function fromFaq(context: Context, text: string): Outcome | undefined {
  if (!/\S\s+\S/.test(text.trim())) return undefined;
  const found = context.faq.find(text, context.session.language);
  if (found === undefined) return undefined;
  const facts = [{ kind: 'question-asked', answered: true, at: context.now } as const];
  return context.enter(context.session.step, { facts, lead: context.say('faq.answer', { answer: found.answer }), again: true });
}

/** Once: the question again. Twice: the menu. */
function misunderstood(context: Context): Outcome {
  const count = context.session.misunderstood + 1;
  if (count >= mostMisunderstood) return context.enter('menu', { lead: context.say('misunderstood.twice') });
  const outcome = context.enter(context.session.step, { lead: context.say('misunderstood.once'), again: true });
  return { ...outcome, session: { ...outcome.session, misunderstood: count } };
}
