import { noWords, yesWords } from '../answer-words';
import { ageIn } from '../read-age';
import { without } from '../session';
import { type Context, type Outcome, option, type Step } from '../step';

/** The one question a single-use card asks; it replaces every other question about the person. */
export const adult: Step = {
  ask: ({ say }) => say('adult.ask'),
  options: ({ say }) => [option('adult', 'yes', say('adult.yes'), yesWords), option('adult', 'no', say('adult.no'), noWords)],
  choose: (context, choice) => (choice === 'yes' || choice === 'no' ? settle(context, choice === 'yes') : undefined),
  read: (context, text) => {
    const age = ageIn(text);
    return age === undefined ? undefined : settle(context, age >= 18);
  },
  back: () => 'adult',
  leadsTo: ['consent', 'menu'],
};

function settle(context: Context, isAdult: boolean): Outcome {
  if (isAdult) return context.enter('consent', { session: { ...context.session, ageBand: '18-plus' } });
  const session = { ...without(context.session, 'pending'), ephemeral: true as const };
  return context.enter('menu', { session, lead: context.say('adult.under18') });
}
