import type { Passage } from './passages';

/** Running sums over the people of one version: adding somebody never needs the others. Scores are of those who finished. */
export type LessonSums = {
  started: number;
  finished: number;
  score: number;
  scoreSquared: number;
  readonly stops: number[]; // by the first question without an answer
  readonly questions: readonly QuestionSums[];
};

export type QuestionSums = { right: number; scoreWhenRight: number; readonly answers: Map<string, number> };

export function emptySums(questions: number): LessonSums {
  return {
    started: 0,
    finished: 0,
    score: 0,
    scoreSquared: 0,
    stops: Array.from({ length: questions }, () => 0),
    questions: Array.from({ length: questions }, () => ({ right: 0, scoreWhenRight: 0, answers: new Map() })),
  };
}

export function addPassage(sums: LessonSums, { answers }: Passage): void {
  sums.started += 1;
  const open = sums.questions.findIndex((_, place) => !answers.has(place));
  if (open !== -1) {
    sums.stops[open] = (sums.stops[open] ?? 0) + 1;
    return;
  }
  const score = sums.questions.filter((_, place) => answers.get(place)?.correct === true).length;
  sums.finished += 1;
  sums.score += score;
  sums.scoreSquared += score * score;
  for (const [place, question] of sums.questions.entries()) {
    const given = answers.get(place);
    if (given === undefined) continue;
    question.answers.set(given.choice, (question.answers.get(given.choice) ?? 0) + 1);
    if (!given.correct) continue;
    question.right += 1;
    question.scoreWhenRight += score;
  }
}

/**
 * How well a question parts those who know the rest from those who do not: the correlation of its answer with the score on the other
 * questions, in hundredths. Nothing where all answered alike.
 */
export function discriminationOf(sums: LessonSums, question: QuestionSums): number | undefined {
  const { finished: n, score, scoreSquared } = sums;
  const { right, scoreWhenRight } = question;
  const rest = score - right;
  const restSquared = scoreSquared - 2 * scoreWhenRight + right;
  const spread = (n * right - right * right) * (n * restSquared - rest * rest);
  if (spread <= 0) return undefined;
  return Math.round((100 * (n * (scoreWhenRight - right) - right * rest)) / Math.sqrt(spread));
}
