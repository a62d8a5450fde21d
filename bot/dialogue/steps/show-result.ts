import { gradeAnswer } from '../../../courses/grade-answer';
import type { Lesson } from '../../../courses/model';
import { currentRecord, resultOf } from '../lesson-run';
import { lessonInProgress, nextOffered } from '../offered-lessons';
import { openLesson } from '../open-lesson';
import type { LessonRecord } from '../session';
import { type Context, commandOption, option, paragraphs, type Step } from '../step';

const mostSources = 6;

/** How it went, what to remember, where it stands in the law, who helps, and what comes next. */
export const showResult: Step = {
  ask: (context) => {
    const lesson = lessonInProgress(context);
    const record = currentRecord(context.session);
    if (lesson === undefined || record?.results === undefined) return context.say('lesson.withdrawn');

    const { say } = context;
    const { right, passed } = resultOf(lesson, record, context.now);
    const { first, best, asked } = record.results;
    return paragraphs(
      say(passed ? 'result.passed' : 'result.notYet', { right, asked, title: lesson.title }),
      record.attempt > 1 ? say('result.attempts', { first, best, asked }) : undefined,
      say('result.goal', { goal: lesson.goal }),
      toRemember(context, lesson, record),
      sources(context, lesson),
      say('result.help'),
    );
  },
  askAgain: ({ say }) => say('menu.ask'),
  options: (context) => {
    const { say } = context;
    const next = nextOffered(context);
    const values = { title: next?.title ?? '', minutes: next?.minutes ?? 0 };
    return [
      ...(next === undefined ? [] : [option('show-result', 'next', say('result.next', values), ['tiếp', 'tiếp tục', 'bài tiếp', 'next'])]),
      option('show-result', 'again', say('result.again'), ['làm lại', 'again', 'retry']),
      commandOption('menu', say('menu.name')),
    ];
  },
  choose: (context, choice) => {
    const key = choice === 'next' ? nextOffered(context)?.key : choice === 'again' ? context.session.lesson : undefined;
    return key === undefined ? undefined : openLesson(context, key);
  },
  back: () => 'menu',
  leadsTo: ['read-message', 'answer-question', 'menu'],
};

/** What the questions not yet right were about. */
function toRemember({ say }: Context, lesson: Lesson, record: LessonRecord): string {
  const missed = lesson.questions.filter((question, index) => !gradeAnswer(question, [...(record.answers[index] ?? '')]).correct);
  return missed.length === 0 ? '' : say('result.remember', { points: missed.map(({ explanation }) => `• ${explanation}`).join('\n') });
}

function sources({ say, catalogue }: Context, lesson: Lesson): string {
  const cited = [...lesson.messages, ...lesson.questions].flatMap((item) => item.citations);
  const names = [...new Set(cited.map((citation) => catalogue.citationText(citation)))].slice(0, mostSources);
  return names.length === 0 ? '' : say('result.sources', { sources: names.join('\n') });
}
