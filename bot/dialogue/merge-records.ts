import type { LessonRecord, LessonResults, Recall, Session } from './session';

type Records = Session['records'];

/**
 * Two conversations' ways through the lessons as one: of each lesson the record that is further on, whole, so that nothing stands
 * in it that nobody did; results from both. The order of merging, and doing it again, make no difference.
 */
export function mergeRecords(one: Records, other: Records): Records {
  const merged: Record<string, LessonRecord> = { ...one };
  for (const [lesson, record] of Object.entries(other)) {
    const known = merged[lesson];
    merged[lesson] = known === undefined ? record : mergeRecord(known, record);
  }
  return merged;
}

function mergeRecord(one: LessonRecord, other: LessonRecord): LessonRecord {
  const further = compare(rank(one), rank(other)) >= 0 ? one : other;
  const results = mergeResults(one.results, other.results);
  const recall = mergeRecall(one.recall, other.recall);
  return { ...further, ...(results === undefined ? {} : { results }), ...(recall === undefined ? {} : { recall }) };
}

function mergeRecall(one: Recall | undefined, other: Recall | undefined): Recall | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const askedAt = Math.min(one.askedAt, other.askedAt);
  return one.answered === true || other.answered === true ? { askedAt, answered: true } : { askedAt };
}

/** How far a record is, most telling first; two that are equal here are the same. */
function rank({ attempt, finished, answers, askedAt, shown, met, startedAt, version, picked }: LessonRecord): readonly (number | string)[] {
  const answered = answers.filter((answer) => answer !== '').length;
  const early = [-(askedAt ?? Number.MAX_SAFE_INTEGER), -startedAt];
  return [
    attempt,
    finished ? 1 : 0,
    answered,
    askedAt === undefined ? 0 : 1,
    shown,
    met ? 1 : 0,
    ...early,
    version,
    JSON.stringify(answers), // one empty answer is not none
    picked ?? '',
  ];
}

function compare(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  const [a, b] = [one[at], other[at]];
  return a === undefined || b === undefined ? 0 : a > b ? 1 : -1;
}

/** The first time through is the one that ended first. */
function mergeResults(one: LessonResults | undefined, other: LessonResults | undefined): LessonResults | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const [a, b] = [one, other].map(({ completedAt, first }) => [completedAt, first] as const);
  const { first, completedAt } = a !== undefined && b !== undefined && (a[0] - b[0] || a[1] - b[1]) <= 0 ? one : other;
  return { first, completedAt, best: Math.max(one.best, other.best), asked: Math.max(one.asked, other.asked) };
}
