import { answerWithArticles } from '../../../bot/dialogue/answer-with-articles';
import { buildCatalogue } from '../../../courses/catalogue';
import { loadContent } from '../../../courses/load-courses';
import { faqIndex } from '../../../courses/search/faq-index';
import { servedFaq } from '../../../courses/served-faq';
import { contentFolder, today } from '../../content/content-folder';

const content = loadContent(contentFolder);
const catalogue = buildCatalogue({ content, on: today, servesDrafts: true, approvals: content.approvals });
const entries = servedFaq({ content, on: today, servesDrafts: true });

const index = faqIndex(entries);

describe('the answer to a frequent question', () => {
  const faq = answerWithArticles(
    () => index,
    () => catalogue,
  );

  test('ends with every article it rests on', () => {
    for (const { question, answer, cite } of entries) {
      const articles = cite.map((citation) => catalogue.citationText(citation)).join('; ');

      expect(faq.find(question, 'vi')?.answer).toBe(`${answer}\n\n${articles}`);
      expect(articles).not.toBe('');
    }
  });

  test('is none where no entry answers', () => {
    expect(faq.find('hôm nay trời có mưa không', 'vi')).toBeUndefined();
  });
});
