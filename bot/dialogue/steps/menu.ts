import { isOnboarded, openPurpose } from '../consent-texts';
import { currentRecord } from '../lesson-run';
import { nextOffered } from '../offered-lessons';
import { openLesson } from '../open-lesson';
import type { Session, StepName } from '../session';
import { type Context, commandOption, type Option, option, type Step } from '../step';

/** Everything there is, one tap away. Before age and consent are settled: going on with those, and help. */
export const menu: Step = {
  ask: ({ say, session }) => say(isOnboarded(session) ? 'menu.ask' : 'menu.askEarly'),
  options: (context) => [...(isOnboarded(context.session) ? lessonOptions(context) : earlyOptions(context)), ...alwaysOptions(context)],
  choose: (context, choice) => {
    if (choice === 'settle') return context.enter(openOnboarding(context.session));
    if (!isOnboarded(context.session)) return undefined;
    if (choice === 'courses') return context.enter('choose-course');
    if (choice === 'question') return context.enter('ask-faq', { session: { ...context.session, returnTo: 'menu' } });
    if (choice === 'code') return context.enter('join');
    const lesson = choice === 'lesson' ? nextOffered(context) : undefined;
    return lesson && openLesson(context, lesson.key);
  },
  back: () => 'menu',
  leadsTo: [
    'read-message',
    'answer-question',
    'choose-course',
    'ask-faq',
    'join',
    'age-band',
    'adult',
    'consent',
    'my-data',
    'change-language',
    'stopped',
  ],
};

/** The first of age, group and consent that is still open. */
export function openOnboarding(session: Session): StepName {
  if (session.ageBand === undefined) return session.pending?.membership.population === 'service-worker' ? 'adult' : 'age-band';
  if (session.pending === undefined && session.consents.learn === undefined) return 'join';
  return openPurpose(session) === undefined ? 'menu' : 'consent';
}

function lessonOptions(context: Context): readonly Option[] {
  const { say, session } = context;
  const lesson = nextOffered(context);
  const begun = lesson !== undefined && lesson.key === session.lesson && currentRecord(session)?.finished !== true;
  const values = { title: lesson?.title ?? '', minutes: lesson?.minutes ?? 0 };
  return [
    ...(lesson === undefined
      ? []
      : [option('menu', 'lesson', say(begun ? 'menu.continue' : 'menu.next', values), ['tiếp', 'học', 'học tiếp'])]),
    option('menu', 'courses', say('menu.courses')),
    option('menu', 'question', say('menu.question')),
    ...(session.membership === undefined && session.ephemeral !== true ? [option('menu', 'code', say('menu.code'))] : []),
  ];
}

function earlyOptions({ say }: Context): readonly Option[] {
  return [option('menu', 'settle', say('menu.settle'), ['tiếp', 'continue'])];
}

function alwaysOptions({ say }: Context): readonly Option[] {
  return [
    commandOption('my-data', say('menu.myData')),
    commandOption('language', say('menu.language')),
    commandOption('hotline', say('menu.hotline')),
    commandOption('stop', say('menu.stop')),
  ];
}
