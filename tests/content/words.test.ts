import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadContent } from '../../courses/load-courses';
import { contentFolder } from './content-folder';
import { sourcesFolder } from './read-curriculum';

const { faq, hotlines, courses } = loadContent(contentFolder);

describe('our own words', () => {
  test('avoid what the glossary of the curriculum tells us to avoid', () => {
    const avoided = readAvoided();
    const written = [
      ...faq.flatMap(({ entry }) => [entry.question, entry.answer]),
      ...hotlines.flatMap(({ name, use }) => [name.vi, use.vi]),
      ...courses.map(({ title }) => title.vi),
    ].map((text) => text.toLowerCase());

    expect(avoided.length).toBeGreaterThan(30);
    expect(avoided.filter((term) => written.some((text) => text.includes(term)))).toEqual([]);
  });
});

/** The right column of the glossary; single syllables such as "hàng" also stand in harmless words. */
function readAvoided(): readonly string[] {
  const text = readFileSync(join(sourcesFolder, 'curriculum.md'), 'utf8');
  const glossary = text.slice(text.indexOf('## Bảng thuật ngữ'), text.indexOf('**Cách nói trong tin nhắn.**'));
  const rows = [...glossary.matchAll(/^\| (?!Nên dùng|-)[^|]+ \| ([^|]+) \|/gm)];
  return rows
    .flatMap(([, terms]) => (terms ?? '').replaceAll('"', '').split(', '))
    .filter((term) => term.includes(' ') && term !== 'từ miệt thị');
}
