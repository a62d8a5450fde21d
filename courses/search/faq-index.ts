import MiniSearch from 'minisearch';
import type { FaqEntry } from '../schema';
import { fold, toned } from './fold';
import { type Phrase, phrase, type SaidText, saidText } from './phrase';
import { spelledOut } from './spelled-out';

export type FaqIndex = {
  /** The entry that answers, or nothing: about the law a wrong answer is worse than none. */
  find(text: string): FaqEntry | undefined;
};

/** Beyond this a text is a story, not a question; its beginning is enough. */
const longestQuestion = 200;

type Topic = { readonly entry: FaqEntry; readonly about: readonly (readonly Phrase[])[]; readonly unless: readonly Phrase[] };

/**
 * Looks questions up as people type them: with or without diacritics, in any order, with words of their own in between. An entry
 * answers only what its author said it is about; where that fits several, the one whose own questions are nearest does.
 */
export function faqIndex(entries: readonly FaqEntry[]): FaqIndex {
  const asked = new Map(entries.flatMap((entry) => [entry.question, ...entry.asked_as].map((question) => [plain(question), entry])));
  const topics = entries.map(topicOf);
  const nearest = nearestOf(entries);

  return {
    find: (text) => {
      const question = text.slice(0, longestQuestion);
      const exact = asked.get(plain(question));
      if (exact !== undefined) return exact;

      const said = saidText(question);
      const [first, ...others] = topics.filter((topic) => isAbout(topic, said)).map(({ entry }) => entry);
      return first === undefined || others.length === 0 ? first : nearest(question, [first, ...others]);
    },
  };
}

function topicOf(entry: FaqEntry): Topic {
  return { entry, about: entry.about.map((line) => line.map(phrase)), unless: entry.unless.map(phrase) };
}

function isAbout({ about, unless }: Topic, said: SaidText): boolean {
  const isSaid = (one: Phrase): boolean => one.isSaidIn(said);
  return about.every((line) => line.some(isSaid)) && !unless.some(isSaid);
}

function nearestOf(entries: readonly FaqEntry[]): (question: string, among: readonly FaqEntry[]) => FaqEntry | undefined {
  const index = new MiniSearch<{ id: string; asked: string }>({ fields: ['asked'], processTerm: writtenAndFolded });
  index.addAll(entries.map((entry) => ({ id: entry.id, asked: [entry.question, ...entry.asked_as].join('\n') })));
  return (question, among) => {
    const [best] = index.search(spelledOut(question), { filter: ({ id }) => among.some((entry) => entry.id === id) });
    return among.find((entry) => entry.id === best?.id);
  };
}

/** A question without its signs, in lower case. */
function plain(question: string): string {
  return (spelledOut(question).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(toned).join(' ');
}

function writtenAndFolded(term: string): string[] {
  return [...new Set([toned(term), fold(term)])];
}
