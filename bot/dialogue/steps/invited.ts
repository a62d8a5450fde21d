import { nextWords } from '../answer-words';
import { isDone, nextOffered } from '../offered-lessons';
import { openLesson } from '../open-lesson';
import { commandOption, option, paragraphs, type Step } from '../step';

/** The learner was written to first. Nothing here names a topic, a population or a place: others may see the screen. */
export const invited: Step = {
  ask: ({ say, session }) => paragraphs(say(`invited.${session.invitation?.what ?? 'lesson'}`), say('invited.how')),
  options: ({ say }) => [
    option('invited', 'go', say('invited.go'), [...nextWords, 'học', 'vào học', 'có', 'yes']),
    commandOption('stop', say('invited.stop')),
  ],
  choose: (context, choice) => {
    if (choice !== 'go') return undefined;
    const recalled = context.session.invitation?.lesson;
    const key = recalled !== undefined && isDone(context.session, recalled) ? recalled : nextOffered(context)?.key;
    return key === undefined ? context.enter('menu') : openLesson(context, key);
  },
  back: () => 'menu',
  leadsTo: ['read-message', 'answer-question', 'menu', 'stopped'],
};
