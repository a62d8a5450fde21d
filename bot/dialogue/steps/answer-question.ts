import type { Lesson, Question, QuestionKind } from '../../../courses/model';
import { doneWords } from '../answer-words';
import { currentRecord, openQuestion } from '../lesson-run';
import { answerWith } from '../lesson-taps';
import { lessonInProgress } from '../offered-lessons';
import { namedKeys } from '../read-choice';
import type { LessonRecord } from '../session';
import { type Context, commandOption, type Option, type Step } from '../step';

type Standing = { readonly lesson: Lesson; readonly record: LessonRecord; readonly index: number; readonly question: Question };

/** The first question without an answer, by button, letter, number or the option's words. */
export const answerQuestion: Step = {
  ask: (context) => {
    const at = standing(context);
    if (at === undefined) return context.say('lesson.withdrawn');
    const picked = [...(at.record.picked ?? '')].join(', ');
    const values = { number: at.index + 1, total: at.lesson.questions.length, text: at.question.text };
    return picked === '' ? context.say(wordsOf[at.question.kind], values) : context.say('question.picked', { ...values, picked });
  },
  options: (context) => {
    const at = standing(context);
    if (at === undefined) return [commandOption('menu', context.say('menu.name'))];
    return at.question.kind === 'several' ? severalOptions(context, at) : at.question.options.map((_, i) => oneOption(at, i));
  },
  choose: () => undefined,
  read: (context, text) => {
    const at = standing(context);
    if (at === undefined) return undefined;
    const keys = namedKeys(
      text,
      at.question.options.map(({ key }) => key),
    );
    if (keys === undefined) return undefined;
    if (keys.length > 1 && at.question.kind !== 'several') {
      return context.enter('answer-question', { lead: context.say('question.onlyOne') });
    }
    return answerWith(context, { lesson: at.lesson, question: at.index, choice: keys });
  },
  back: () => 'menu',
  leadsTo: ['answer-question', 'show-result', 'menu'],
};

const wordsOf = {
  single: 'question.one',
  scenario: 'question.one',
  'true-false': 'question.trueFalse',
  several: 'question.several',
} as const satisfies Record<QuestionKind, string>;

function standing(context: Context): Standing | undefined {
  const lesson = lessonInProgress(context);
  const record = currentRecord(context.session);
  const index = lesson && record && openQuestion(lesson, record);
  const question = index === undefined ? undefined : lesson?.questions[index];
  return lesson && record && index !== undefined && question ? { lesson, record, index, question } : undefined;
}

function oneOption({ lesson, record, index, question }: Standing, i: number): Option {
  const { key, text } = question.options[i] ?? { key: '', text: '' };
  const label = question.kind === 'true-false' ? text : `${key}. ${text}`;
  const words = question.kind === 'true-false' ? trueFalseWords[i] : undefined;
  const tap = { kind: 'answer', lesson: lesson.key, attempt: record.attempt, question: index, choice: key } as const;
  return { label, tap, ...(words && { words }) };
}

const trueFalseWords = [
  ['đúng', 'true', 'right', 'yes'],
  ['sai', 'false', 'wrong', 'no'],
] as const;

/** Each option's button says what would be ticked after it, so that tapping it twice is tapping it once. */
function severalOptions({ say }: Context, { lesson, record, index, question }: Standing): readonly Option[] {
  const picked = record.picked ?? '';
  const common = { lesson: lesson.key, attempt: record.attempt, question: index };
  const picks = question.options.map(({ key, text }): Option => {
    const ticked = picked.includes(key);
    const choice = ticked ? picked.replace(key, '') : [...picked, key].sort().join('');
    const label = `${key}. ${text}`;
    return { label: ticked ? say('question.ticked', { option: label }) : label, tap: { kind: 'pick', ...common, choice } };
  });
  if (picked === '') return picks;
  return [...picks, { label: say('question.done'), words: doneWords, tap: { kind: 'answer', ...common, choice: picked } }];
}
