import type { Question } from './model';

export type Grade = { readonly choice: readonly string[]; readonly correct: boolean };

/** Right when exactly the right options are chosen; the order and repeats of a choice say nothing. */
export function gradeAnswer(question: Pick<Question, 'key'>, choice: readonly string[]): Grade {
  const chosen = [...new Set(choice)].sort();
  const correct = chosen.length === question.key.length && chosen.every((option) => question.key.includes(option));
  return { choice: chosen, correct };
}
