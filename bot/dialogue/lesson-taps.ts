import type { Lesson } from '../../courses/model';
import type { ButtonValue } from './button-value';
import { currentRecord, openQuestion, recordAnswer, withRecord } from './lesson-run';
import { openLesson } from './open-lesson';
import type { LessonRecord, Session } from './session';
import { type Context, type Outcome, paragraphs } from './step';

type Answer = { readonly lesson: Lesson; readonly question: number; readonly choice: readonly string[] };

/**
 * Taps inside a lesson. They name lesson, attempt and place, so each counts once, whenever and however often it comes; one that says
 * nothing new gets no reply.
 */
export function lessonTap(context: Context, tap: Extract<ButtonValue, { kind: 'answer' | 'pick' | 'next' }>): Outcome {
  const silent = { session: context.session, replies: [], facts: [] };
  const record = context.session.records[tap.lesson];
  if (record === undefined || record.attempt !== tap.attempt) return silent;

  const lesson = context.catalogue.lesson(tap.lesson, context.session.language, record.version);
  if (lesson === undefined) return openLesson(context, tap.lesson);
  if (tap.kind === 'next') return showNext(context, { lesson, record, index: tap.index }) ?? silent;

  const question = lesson.questions[tap.question];
  const choice = [...tap.choice];
  const known = question !== undefined && choice.every((key) => question.options.some((option) => option.key === key));
  if (!known) return silent;
  if (tap.kind === 'pick') return pick(context, { lesson, record, question: tap.question, choice: tap.choice }) ?? silent;
  return choice.length === 0 ? silent : (answerWith(context, { lesson, question: tap.question, choice }) ?? silent);
}

/** Marks an answer, explains it, and asks the next question or shows the result. `undefined`: it had an answer already. */
export function answerWith(context: Context, { lesson, question, choice }: Answer): Outcome | undefined {
  const answered = recordAnswer(context.session, lesson, { question, choice, now: context.now });
  if (answered === undefined) return undefined;

  const { session, facts } = answered;
  const done = currentRecord(session)?.finished === true;
  const lead = feedback(context, lesson, question, answered.correct);
  return context.enter(done ? 'show-result' : 'answer-question', { session, facts, lead });
}

function feedback({ say, catalogue }: Context, lesson: Lesson, index: number, correct: boolean): string {
  const question = lesson.questions[index];
  if (question === undefined) return '';
  const key = question.options.filter((option) => question.key.includes(option.key));
  const right = key.map((option) => (question.kind === 'true-false' ? option.text : `${option.key}. ${option.text}`)).join('; ');
  const { explanation } = question;
  const sources = [...new Set(question.citations.map((citation) => catalogue.citationText(citation)))].join('; ');
  return paragraphs(
    correct ? say('question.right', { explanation }) : say('question.wrong', { right, explanation }),
    sources === '' ? undefined : say('question.sources', { sources }),
  );
}

/** A message further on than those shown was offered, so all before it were seen, whatever order the taps came in. */
function showNext(
  context: Context,
  { lesson, record, index }: { readonly lesson: Lesson; readonly record: LessonRecord; readonly index: number },
): Outcome | undefined {
  const toQuestions = index >= lesson.messages.length;
  if (toQuestions ? record.askedAt !== undefined : index < record.shown) return undefined;
  if (openQuestion(lesson, record) === undefined) return undefined;

  const shown = toQuestions ? lesson.messages.length : index + 1;
  const next = { ...record, shown, ...(toQuestions ? { askedAt: context.now } : {}) };
  const asking = toQuestions || record.askedAt !== undefined;
  return context.enter(asking ? 'answer-question' : 'read-message', { session: withRecord(context.session, lesson.key, next) });
}

function pick(
  context: Context,
  {
    lesson,
    record,
    question,
    choice,
  }: { readonly lesson: Lesson; readonly record: LessonRecord; readonly question: number; readonly choice: string },
): Outcome | undefined {
  if (question !== openQuestion(lesson, record) || (record.picked ?? '') === choice) return undefined;
  const session: Session = withRecord(context.session, lesson.key, { ...record, picked: choice });
  return context.enter('answer-question', { session });
}
