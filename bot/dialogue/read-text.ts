import { fold } from '../../courses/search/fold';

/** Folded text without punctuation: what typed words are compared by. */
export function foldWords(text: string): string {
  return fold(text.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' '));
}
