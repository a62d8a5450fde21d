import MiniSearch, { type SearchResult } from 'minisearch';
import type { FaqEntry } from '../schema';
import { fold, toned } from './fold';
import { isStopWord } from './stop-words';

export type FaqIndex = {
  /** The entry that answers, or nothing: about the law a wrong answer is worse than none. */
  find(text: string): FaqEntry | undefined;
};

/** At least this share of the words that carry meaning must be in the entry's own questions. */
const floor = 0.6;
/** Beyond this a text is a story, not a question; its beginning is enough. */
const longestQuestion = 200;

type Asked = { readonly id: string; readonly asked: string; readonly answer: string };

/** Looks questions up as people type them: with or without diacritics, in any order, with words of their own in between. */
export function faqIndex(entries: readonly FaqEntry[]): FaqIndex {
  const asked = new Map(entries.flatMap((entry) => [entry.question, ...entry.asked_as].map((question) => [plain(question), entry])));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const index = new MiniSearch<Asked>({ fields: ['asked', 'answer'], tokenize: wordsAndPairs, processTerm: writtenAndFolded });
  index.addAll(entries.map((entry) => ({ id: entry.id, asked: [entry.question, ...entry.asked_as].join('\n'), answer: entry.answer })));

  return {
    find: (text) => {
      const question = text.slice(0, longestQuestion);
      const exact = asked.get(plain(question));
      if (exact !== undefined) return exact;

      const telling = tellingWords(question);
      if (!saysEnough(telling)) return undefined;

      const results = index.search(question, { boost: { asked: 4 } }).filter((result) => hasPair(question, result));
      const [best] = results.map((result) => ({ result, share: shareMet(telling, result) })).sort(byShareThenScore);
      return best === undefined || best.share < floor ? undefined : byId.get(String(best.result.id));
    },
  };
}

/** A question without its signs: "Bạn là ai?" has no word that says anything, and is a question all the same. */
function plain(question: string): string {
  return words(question).map(toned).join(' ');
}

/** One Vietnamese syllable alone ("tội", "phạt") asks nothing; a number or a name ("111", "HIV") does. */
function saysEnough(telling: readonly string[]): boolean {
  const [only, second] = telling;
  return only !== undefined && (second !== undefined || toned(only) === fold(only));
}

function shareMet(telling: readonly string[], result: SearchResult): number {
  return telling.filter((word) => isMet(word, result)).length / telling.length;
}

/** Single syllables are shared by many words, so two neighbours must be found together wherever there are two. */
function hasPair(question: string, result: SearchResult): boolean {
  const found = words(question);
  return found.length < 2 || pairs(found).some((pair) => isMet(pair, result));
}

/** What is typed with diacritics must be found with them; what is typed without may be any word that folds to it. */
function isMet(term: string, { match }: SearchResult): boolean {
  return match[toned(term)]?.includes('asked') === true;
}

type Ranked = { readonly result: SearchResult; readonly share: number };

function byShareThenScore(a: Ranked, b: Ranked): number {
  return b.share - a.share || b.result.score - a.result.score;
}

/** The words of a question that say what it is about. */
function tellingWords(question: string): readonly string[] {
  return [...new Set(words(question).filter((word) => !isStopWord(word)))];
}

function wordsAndPairs(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const found = words(line);
    return [...found, ...pairs(found)];
  });
}

function writtenAndFolded(term: string): string[] {
  return [...new Set([toned(term), fold(term)])];
}

function pairs(found: readonly string[]): readonly string[] {
  return found.slice(1).map((word, index) => `${found[index]} ${word}`);
}

function words(text: string): readonly string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}
