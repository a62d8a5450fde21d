import { nextWords } from '../answer-words';
import { commandOption, option, type Step } from '../step';

/** Nothing is sent any more until the learner writes again; their place is kept. */
export const stopped: Step = {
  ask: ({ say }) => say('stopped.ask'),
  options: ({ say }) => [option('stopped', 'on', say('stopped.on'), nextWords), commandOption('delete-my-data', say('myData.delete'))],
  choose: (context, choice) => (choice === 'on' ? context.enter('menu') : undefined),
  back: () => 'menu',
  leadsTo: ['menu', 'delete-my-data'],
};
