import type { Catalogue } from '../../courses/model';
import type { FaqIndex } from '../../courses/search/faq-index';
import type { Faq } from './step';

/** Frequent questions, answered in Vietnamese with the articles. Index and catalogue are asked for anew: what is served changes at midnight. */
export function answerWithArticles(index: () => FaqIndex, catalogue: () => Pick<Catalogue, 'citationText'>): Faq {
  return {
    find: (text) => {
      const entry = index().find(text);
      if (entry === undefined) return undefined;
      const articles = entry.cite.map((citation) => catalogue().citationText(citation));
      return { answer: `${entry.answer}\n\n${articles.join('; ')}` };
    },
  };
}
