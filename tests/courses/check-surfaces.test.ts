import { capabilitiesByName } from '../../bot/channels/registry';
import { checkContent } from '../../courses/check-content';
import { formatIssue } from '../../courses/content-issue';
import { contentFolder, today } from '../content/content-folder';
import { lessonWith, removeContent, writeContent } from './support/small-content';

afterAll(removeContent);

const narrow = { name: 'narrow', textLength: 400, measure: (text: string) => text.length };
const check = (text: string, surfaces = [narrow]) =>
  checkContent(writeContent({ 'courses/a/a-1.yaml': text }), '2026-11-22', surfaces).map(formatIssue);
const long = `${'Chữ'.repeat(40)}.`;

describe('a lesson on a channel', () => {
  test('fits while each piece fits into one message', () => {
    expect(check(lessonWith('Luật cấm.', 'Luật cấm điều này.'))).toEqual([]);
  });

  test.each([
    { piece: 'a message', text: lessonWith('Hãy gọi số này.', long), issue: '15:11 A-1-P2 takes 121 characters on narrow, at most 100' },
    {
      piece: 'a question with its options',
      text: lessonWith('Cho phép', long),
      issue: '21:11 A-1-Q1 takes 138 characters on narrow, at most 100',
    },
    {
      piece: 'an explanation with the right answer',
      text: lessonWith('Luật cấm.', long),
      issue: '24:18 the explanation of A-1-Q1 takes 125 characters on narrow, at most 100',
    },
  ])('does not with $piece that is too long, and the author is told where', ({ text, issue }) => {
    expect(check(text)).toEqual([`courses/a/a-1.yaml:${issue} [too_long_for_channel]`]);
  });

  test('is measured as each platform counts', () => {
    const bytes = { ...narrow, name: 'bytes', measure: (text: string) => Buffer.byteLength(text) };

    expect(check(lessonWith('Hãy gọi số này.', 'ế'.repeat(50)), [narrow, bytes])).toEqual([
      'courses/a/a-1.yaml:15:11 A-1-P2 takes 150 characters on bytes, at most 100 [too_long_for_channel]',
    ]);
  });

  test('of the curriculum can be shown on every channel there is', () => {
    const surfaces = [...capabilitiesByName].map(([name, capabilities]) => ({ name, ...capabilities }));

    expect(checkContent(contentFolder, today, surfaces)).toEqual([]);
  });
});
