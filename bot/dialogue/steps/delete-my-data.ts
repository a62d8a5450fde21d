import { noWords, yesWords } from '../answer-words';
import { eraseAsked } from '../ask-erasure';
import { freshSession } from '../session';
import { option, paragraphs, type Step } from '../step';
import { deleteChatHint } from './welcome';

/** Deleting is asked twice and done once: the session starts afresh, the server erases what it holds. */
export const deleteMyData: Step = {
  ask: ({ say }) => say('deleteData.ask'),
  options: ({ say }) => [
    option('delete-my-data', 'yes', say('deleteData.yes'), yesWords),
    option('delete-my-data', 'no', say('deleteData.no'), noWords),
  ],
  choose: (context, choice) => {
    if (choice === 'no') return context.enter('menu', { lead: context.say('deleteData.kept') });
    if (choice !== 'yes') return undefined;
    const { number } = context.event;
    const receipt = number === undefined ? undefined : context.say('deleteData.receipt', { number });
    const text = paragraphs(context.say('deleteData.done'), receipt, deleteChatHint(context));
    return {
      session: freshSession(context.session.language),
      replies: [{ type: 'text', payload: { text } }],
      facts: [eraseAsked(context.event, context.now)],
    };
  },
  back: () => 'menu',
  leadsTo: ['welcome', 'menu'],
};
