import fc from 'fast-check';
import { readingWords, wordCount } from '../../courses/word-count';
import { aLesson, aMessage } from './support/a-lesson';

describe('counting words', () => {
  test.each([
    { text: 'Người từ đủ 18 tuổi', words: 5 },
    { text: '  Gọi\n111\u00a0ngay.  ', words: 3 },
    { text: '– 15–30 triệu', words: 3 },
    { text: '', words: 0 },
    { text: ' \t\n', words: 0 },
  ])('"$text" has $words', ({ text, words }) => {
    expect(wordCount(text)).toBe(words);
  });

  test('adds up over spaces and does not depend on how letters are composed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(wordCount(`${a} ${b}`)).toBe(wordCount(a) + wordCount(b));
        expect(wordCount(a.normalize('NFD'))).toBe(wordCount(a.normalize('NFC')));
      }),
    );
  });

  test('reads the opening and the messages of a lesson, not its questions', () => {
    const lesson = aLesson({ opening: 'Bạn có thể dừng.', messages: [aMessage({ text: 'Một hai ba.' }), aMessage({ text: 'Bốn.' })] });

    expect(readingWords(lesson)).toBe(8);
  });
});
