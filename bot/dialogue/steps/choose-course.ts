import { commandOption, option, type Step } from '../step';

/** Every learner may open every course. */
export const chooseCourse: Step = {
  ask: ({ say }) => say('courses.ask'),
  options: ({ catalogue, say, session }) => [
    ...catalogue.courses.map((course, index) => option('choose-course', `k${index}`, course.titles[session.language])),
    commandOption('menu', say('menu.name')),
  ],
  choose: (context, choice) => {
    const index = context.catalogue.courses.findIndex((_, i) => choice === `k${i}`);
    return index === -1 ? undefined : context.enter('choose-lesson', { session: { ...context.session, course: index } });
  },
  back: () => 'menu',
  leadsTo: ['choose-lesson'],
};
