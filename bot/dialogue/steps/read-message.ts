import type { Lesson } from '../../../courses/model';
import { nextWords } from '../answer-words';
import { currentRecord } from '../lesson-run';
import { lessonInProgress } from '../offered-lessons';
import { type Context, commandOption, paragraphs, type Step } from '../step';

/** One message of the lesson at a time; the button to the next names the message it leads to. */
export const readMessage: Step = {
  ask: (context) => {
    const lesson = lessonInProgress(context);
    const index = (currentRecord(context.session)?.shown ?? 1) - 1;
    const message = lesson?.messages[index];
    if (lesson === undefined || message === undefined) return context.say('lesson.withdrawn');

    const numbered = context.say('lesson.message', { number: index + 1, total: lesson.messages.length, text: message.text });
    return index === 0 ? paragraphs(...opening(context, lesson), numbered) : numbered;
  },
  options: (context) => {
    const lesson = lessonInProgress(context);
    const record = currentRecord(context.session);
    const pause = commandOption('menu', context.say('lesson.pause'));
    if (lesson === undefined || record === undefined) return [pause];

    const last = record.shown >= lesson.messages.length;
    const tap = { kind: 'next', lesson: lesson.key, attempt: record.attempt, index: record.shown } as const;
    return [{ label: context.say(last ? 'lesson.toQuestions' : 'lesson.next'), words: nextWords, tap }, pause];
  },
  choose: () => undefined,
  back: () => 'menu',
  leadsTo: ['read-message', 'answer-question', 'menu'],
};

/** What a lesson begins with: its name, what is not settled about its words, and the safety note some have. */
function opening({ say, session }: Context, lesson: Lesson): readonly (string | undefined)[] {
  return [
    say('lesson.title', { title: lesson.title, minutes: lesson.minutes, questions: lesson.questions.length }),
    lesson.draft ? say('lesson.draft') : undefined,
    lesson.language === session.language ? undefined : say('lesson.otherLanguage'),
    lesson.opening,
  ];
}
