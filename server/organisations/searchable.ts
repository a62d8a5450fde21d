import { fold } from '../../courses/search/fold';

const mostWords = 8;

/** What a name is sorted and found by. */
export function searchable(name: string): { readonly folded: string; readonly words: readonly string[] } {
  const folded = fold(name);
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return { folded, words: words.slice(0, mostWords).map((_, index) => words.slice(index).join(' ')) };
}

/** All texts that begin like this one. */
export function beginsWith(text: string): { readonly $gte: string; readonly $lt: string } {
  return { $gte: text, $lt: `${text}\uffff` };
}
