import { commandOption, type Step } from '../step';

/** The question box. What is asked is looked up and forgotten. */
export const askFaq: Step = {
  ask: ({ say }) => say('faq.ask'),
  options: ({ say }) => [commandOption('back', say('faq.back')), commandOption('menu', say('menu.name'))],
  choose: () => undefined,
  read: (context, text) => {
    const found = context.faq.find(text, context.session.language);
    const facts = [{ kind: 'question-asked', answered: found !== undefined, at: context.now } as const];
    const lead = found === undefined ? context.say('faq.unknown') : context.say('faq.answer', { answer: found.answer });
    return context.enter('ask-faq', { facts, lead });
  },
  back: (session) => session.returnTo ?? 'menu',
  leadsTo: ['ask-faq', 'menu'],
};
