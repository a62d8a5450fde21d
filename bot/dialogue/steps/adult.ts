import { noWords, yesWords } from '../answer-words';
import { without } from '../session';
import { option, type Step } from '../step';

/** The one question a single-use card asks; it replaces every other question about the person. */
export const adult: Step = {
  ask: ({ say }) => say('adult.ask'),
  options: ({ say }) => [option('adult', 'yes', say('adult.yes'), yesWords), option('adult', 'no', say('adult.no'), noWords)],
  choose: (context, choice) => {
    if (choice === 'yes') return context.enter('consent', { session: { ...context.session, ageBand: '18-plus' } });
    if (choice !== 'no') return undefined;
    const session = { ...without(context.session, 'pending'), ephemeral: true as const };
    return context.enter('menu', { session, lead: context.say('adult.under18') });
  },
  back: () => 'adult',
  leadsTo: ['consent', 'menu'],
};
