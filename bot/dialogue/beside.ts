import type { Session, StepName } from './session';
import { type Context, commandOption, type Option, type Outcome } from './step';
import { toReply } from './to-reply';

/** Says something without leaving the step; the buttons lead on. */
export function beside(context: Context, text: string): Outcome {
  const { say } = context;
  const session = { ...context.session, prompts: context.session.prompts + 1 };
  const options: readonly Option[] = [commandOption('resume', say('beside.resume')), commandOption('menu', say('menu.name'))];
  return { session, replies: [toReply(text, options, session.prompts)], facts: [] };
}

/** Where a learner stands; one who was never asked anything is asked for the age band. */
export function here({ step }: Pick<Session, 'step'>): StepName {
  return step === 'welcome' ? 'age-band' : step;
}
