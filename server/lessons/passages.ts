import type { StoredAttempt } from '../storage/collections/attempts';

export const times = ['first', 'later'] as const;
/** Somebody's first time through a version's questions, or the latest of the times after it. */
export type Times = (typeof times)[number];

export type Given = { readonly choice: string; readonly correct: boolean };

/** What one person answered at one time through a lesson, by the question's place. */
export type Passage = { readonly version: string; readonly times: Times; readonly answers: ReadonlyMap<number, Given> };

/** One person's rows as passages: at most one first and one later for each version, whatever the order of the rows. */
export function passagesOf(rows: readonly StoredAttempt[]): readonly Passage[] {
  const answers = rows.filter(({ kind }) => kind === 'attempt').sort((a, b) => a.at.getTime() - b.at.getTime() || (a._id < b._id ? -1 : 1));
  const byTime = new Map<string, { readonly version: string; readonly attempt: number; readonly answers: Map<number, Given> }>();
  for (const { version, attempt, question, choice = [], correct } of answers) {
    const key = `${version} ${attempt}`;
    const time = byTime.get(key) ?? { version, attempt, answers: new Map<number, Given>() };
    byTime.set(key, time);
    const place = Number(question);
    if (!time.answers.has(place)) time.answers.set(place, { choice: choice.join(''), correct: correct === true }); // two linked chats may both have one
  }
  const latest = new Map<string, number>();
  for (const { version, attempt } of byTime.values()) latest.set(version, Math.max(attempt, latest.get(version) ?? 0));
  return [...byTime.values()].flatMap(({ version, attempt, answers: given }): readonly Passage[] => {
    if (attempt === 1) return [{ version, times: 'first', answers: given }];
    return attempt === latest.get(version) ? [{ version, times: 'later', answers: given }] : [];
  });
}
