import { inLanguage, isDone } from '../offered-lessons';
import { openLesson } from '../open-lesson';
import { type Context, commandOption, option, type Step } from '../step';

/** The lessons of one course, with those already done. */
export const chooseLesson: Step = {
  ask: (context) => context.say('lessons.ask', { course: course(context)?.titles[context.session.language] ?? '' }),
  options: (context) => [
    ...lessonKeys(context).map((key) => {
      const lesson = inLanguage(context, key);
      const values = { title: lesson?.title ?? '', minutes: lesson?.minutes ?? 0 };
      return option('choose-lesson', key, context.say(isDone(context.session, key) ? 'lessons.done' : 'lessons.open', values));
    }),
    commandOption('menu', context.say('menu.name')),
  ],
  choose: (context, choice) => (lessonKeys(context).includes(choice) ? openLesson(context, choice) : undefined),
  back: () => 'choose-course',
  leadsTo: ['read-message', 'answer-question'],
};

function course({ catalogue, session }: Context) {
  return session.course === undefined ? undefined : catalogue.courses[session.course];
}

function lessonKeys(context: Context): readonly string[] {
  return (course(context)?.lessons ?? []).map((lesson) => lesson.key);
}
