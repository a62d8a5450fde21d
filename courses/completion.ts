import type { Citation, Lesson, Part } from './model';
import { readingWords } from './word-count';

/** A share of the questions, in whole numbers. A rule never changes: a new one gets a new id, and attempts name theirs. */
export type PassRule = { readonly id: string; readonly right: number; readonly of: number };

export const passRule: PassRule = { id: 'five-of-six', right: 5, of: 6 };

/** Nobody reads faster; a lesson clicked through in less time was not read. */
export const wordsPerMinute = 400;

export type Answered = { readonly question: number; readonly correct: boolean };

/** What one time through a lesson left behind. Times are of the server's clock, in ms. */
export type Passage = {
  readonly lesson: Lesson;
  readonly shown: readonly number[]; // indices of the messages shown
  readonly answers: readonly Answered[]; // the answer that stands for each question, by index
  readonly startedAt: number;
  readonly finishedAt: number;
};

export type Completion = {
  readonly right: number;
  readonly asked: number;
  readonly passed: boolean;
  readonly rule: string;
  readonly counts: boolean;
  readonly parts: readonly Part[];
  readonly sources: readonly string[];
};

/** What a time through a lesson amounts to: the result of the questions, and whether it counts as having read it. */
export function completionOf(passage: Passage, rule: PassRule = passRule): Completion {
  const { lesson } = passage;
  const answers = new Map(passage.answers.map(({ question, correct }) => [question, correct]));
  const answered = lesson.questions.filter((_, index) => answers.has(index));
  const met = [...lesson.messages.filter((_, index) => passage.shown.includes(index)), ...answered];
  const right = lesson.questions.filter((_, index) => answers.get(index) === true).length;
  const asked = lesson.questions.length;
  return {
    right,
    asked,
    passed: passes(right, asked, rule),
    rule: rule.id,
    counts: allShown(passage) && answered.length > 0 && tookTime(passage),
    parts: unique(met.flatMap((item) => item.parts)),
    sources: sourcesOf(met),
  };
}

/** What a lesson rests on, whichever of its questions were answered. */
export function lessonSources({ messages, questions }: Lesson): readonly string[] {
  return sourcesOf([...messages, ...questions]);
}

/** Right answers of the first and of the best time through a lesson. */
export type Results = { readonly first: number; readonly best: number; readonly asked: number };

/** Understanding is judged by the first attempt; the best one stands beside it. */
export function addResult(before: Results | undefined, { right, asked }: Pick<Completion, 'right' | 'asked'>): Results {
  return { first: before?.first ?? right, best: Math.max(before?.best ?? 0, right), asked };
}

/** Shares in whole numbers: 5 of 6 stays exact for a lesson of any length. */
export function passes(right: number, asked: number, rule: PassRule): boolean {
  return asked > 0 && right * rule.of >= asked * rule.right;
}

function allShown({ lesson, shown }: Passage): boolean {
  return lesson.messages.every((_, index) => shown.includes(index));
}

/** A clock that went backwards proves nothing, and does not count. */
function tookTime({ lesson, startedAt, finishedAt }: Passage): boolean {
  return (finishedAt - startedAt) * wordsPerMinute >= readingWords(lesson) * 60_000;
}

function sourcesOf(items: readonly { readonly citations: readonly Citation[] }[]): readonly string[] {
  return unique(items.flatMap((item) => item.citations.map(({ source }) => source)));
}

function unique<T extends string>(items: readonly T[]): readonly T[] {
  return [...new Set(items)].sort();
}
