import { addResult, type Completion, completionOf, lessonSources, passRule } from '../../courses/completion';
import { gradeAnswer } from '../../courses/grade-answer';
import type { Lesson } from '../../courses/model';
import type { Fact } from './fact';
import { type LessonRecord, mayBeCounted, type Session, without } from './session';

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
    ...(before?.recall && { recall: before.recall }),
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
  const frame = { at: given.now, lesson: lesson.key, version: lesson.version, attempt: record.attempt };
  const attempt: Fact = { kind: 'attempt', ...frame, question: String(given.question), choice, correct, rule: passRule.id };
  const after = whatItAmountsTo(lesson, answered, { now: given.now, mayCount: mayBeCounted(session) });
  return { session: withRecord(session, lesson.key, after.record), correct, facts: [attempt, ...after.facts] };
}

export function resultOf(lesson: Lesson, record: LessonRecord, now: number) {
  const answers = lesson.questions.flatMap((question, index) => {
    const keys = record.answers[index] ?? '';
    return keys === '' ? [] : [{ question: index, correct: gradeAnswer(question, [...keys]).correct }];
  });
  const shown = lesson.messages.map((_, index) => index).slice(0, record.shown);
  return completionOf({ lesson, shown, answers, startedAt: record.startedAt, finishedAt: now });
}

type After = { readonly record: LessonRecord; readonly facts: readonly Fact[] };

/** The lesson counts from the first answer on that came at a reader's pace; with the last answer it is complete. */
function whatItAmountsTo(lesson: Lesson, record: LessonRecord, { now, mayCount }: { now: number; mayCount: boolean }): After {
  const completion = resultOf(lesson, record, now);
  const first = mayCount && completion.counts && record.met !== true;
  const met: After = first ? meet(lesson, record, completion, now) : { record, facts: [] };
  if (openQuestion(lesson, met.record) !== undefined) return met;

  const finished = finish(lesson, met.record, completion, now);
  const recalled = mayCount ? withRecall(finished.record, now) : finished.record;
  const told = recalled === finished.record ? [] : [recalledFact(lesson, completion, now)];
  return { record: recalled, facts: [...met.facts, ...finished.facts, ...told] };
}

function meet(lesson: Lesson, record: LessonRecord, { parts }: Completion, now: number): After {
  const { key, version } = lesson;
  const { attempt, startedAt } = record;
  const sources = lessonSources(lesson);
  return {
    record: { ...record, met: true },
    facts: [{ kind: 'met', at: now, lesson: key, version, attempt, parts, sources, startedAt }],
  };
}

function finish(lesson: Lesson, record: LessonRecord, completion: Completion, now: number): After {
  const { key, version } = lesson;
  const { attempt, startedAt } = record;
  const counts = completion.counts || record.met === true;
  const results = { ...addResult(record.results, completion), completedAt: record.results?.completedAt ?? now };
  return {
    record: { ...record, finished: true, results },
    facts: [{ kind: 'completion', at: now, lesson: key, version, attempt, startedAt, ...completion, counts }],
  };
}

/** An answer that comes later than this is no answer to what was asked a month after the lesson. */
const recallOpenMs = 15 * 24 * 3_600_000;

/** The first time through after it was asked again. */
function withRecall(record: LessonRecord, now: number): LessonRecord {
  const { recall } = record;
  if (recall === undefined || recall.answered === true || now - recall.askedAt > recallOpenMs) return record;
  return { ...record, recall: { ...recall, answered: true } };
}

function recalledFact({ key, version }: Lesson, { passed, counts }: Completion, now: number): Fact {
  return { kind: 'recalled', at: now, lesson: key, version, state: passed && counts ? 'right' : 'answered' };
}
