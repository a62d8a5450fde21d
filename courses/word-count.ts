import type { Lesson } from './model';

/** What a phone shows at once and a person reads at once. */
export const maxMessageWords = 60;

/** Words as Vietnamese counts them: what stands between spaces. */
export function wordCount(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

/** What a learner must have read for the lesson to count: the opening and every message, not the questions. */
export function readingWords(lesson: Pick<Lesson, 'opening' | 'messages'>): number {
  const known = counted.get(lesson);
  if (known !== undefined) return known;
  const texts = [lesson.opening ?? '', ...lesson.messages.map((message) => message.text)];
  const words = texts.reduce((sum, text) => sum + wordCount(text), 0);
  counted.set(lesson, words);
  return words;
}

/** A lesson never changes, and its words are wanted at every answer. */
const counted = new WeakMap<object, number>();
