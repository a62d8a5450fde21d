import { addResult, completionOf, passRule } from '../../courses/completion';
import { gradeAnswer } from '../../courses/grade-answer';
import type { Lesson } from '../../courses/model';
import type { Fact } from './fact';
import { type LessonRecord, type Session, without } from './session';

export type Answered = { readonly session: Session; readonly correct: boolean; readonly facts: readonly Fact[] };

/** Begins a lesson, or goes on where the learner left it; a lesson that is finished or was published anew begins another attempt. */
export function beginLesson(session: Session, lesson: Lesson, now: number): Session {
  const before = session.records[lesson.key];
  if (before !== undefined && before.version === lesson.version && before.finished !== true) {
    return withRecord(session, lesson.key, before);
  }
  const attempt = before === undefined ? 1 : before.attempt + 1;
  return withRecord(session, lesson.key, {
    version: lesson.version,
    attempt,
    shown: lesson.messages.length === 0 ? 0 : 1,
    startedAt: now,
    answers: [],
    ...(before?.results && { results: before.results }),
  });
}

/** The record of the lesson in progress. */
export function currentRecord(session: Session): LessonRecord | undefined {
  return session.lesson === undefined ? undefined : session.records[session.lesson];
}

export function withRecord(session: Session, key: string, record: LessonRecord): Session {
  return { ...session, lesson: key, records: { ...session.records, [key]: record } };
}

/** The lowest question without an answer; `undefined` when all have one. */
export function openQuestion(lesson: Lesson, record: LessonRecord): number | undefined {
  const index = lesson.questions.findIndex((_, i) => (record.answers[i] ?? '') === '');
  return index === -1 ? undefined : index;
}

/** Takes an answer once: a question that has one keeps it, and says so with `undefined`. */
export function recordAnswer(
  session: Session,
  lesson: Lesson,
  given: { readonly question: number; readonly choice: readonly string[]; readonly now: number },
): Answered | undefined {
  const record = session.records[lesson.key];
  const question = lesson.questions[given.question];
  if (record === undefined || question === undefined || (record.answers[given.question] ?? '') !== '') return undefined;

  const { choice, correct } = gradeAnswer(question, given.choice);
  const answers = lesson.questions.map((_, i) => (i === given.question ? choice.join('') : (record.answers[i] ?? '')));
  const answered = { ...without(record, 'picked'), shown: lesson.messages.length, askedAt: record.askedAt ?? given.now, answers };
  const attempt: Fact = {
    kind: 'attempt',
    at: given.now,
    lesson: lesson.key,
    version: lesson.version,
    attempt: record.attempt,
    question: String(given.question),
    choice,
    correct,
    rule: passRule.id,
  };
  if (openQuestion(lesson, answered) !== undefined) {
    return { session: withRecord(session, lesson.key, answered), correct, facts: [attempt] };
  }
  const finished = finish(lesson, answered, given.now);
  return { session: withRecord(session, lesson.key, finished.record), correct, facts: [attempt, finished.fact] };
}

export function resultOf(lesson: Lesson, record: LessonRecord, now: number) {
  const answers = lesson.questions.flatMap((question, index) => {
    const keys = record.answers[index] ?? '';
    return keys === '' ? [] : [{ question: index, correct: gradeAnswer(question, [...keys]).correct }];
  });
  const shown = lesson.messages.map((_, index) => index).slice(0, record.shown);
  return completionOf({ lesson, shown, answers, startedAt: record.startedAt, finishedAt: now });
}

function finish(lesson: Lesson, record: LessonRecord, now: number): { readonly record: LessonRecord; readonly fact: Fact } {
  const completion = resultOf(lesson, record, now);
  const { key, version } = lesson;
  const { attempt, startedAt } = record;
  const results = { ...addResult(record.results, completion), completedAt: record.results?.completedAt ?? now };
  return {
    record: { ...record, finished: true, results },
    fact: { kind: 'completion', at: now, lesson: key, version, attempt, startedAt, ...completion },
  };
}
