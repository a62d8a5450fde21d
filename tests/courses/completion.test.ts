import fc from 'fast-check';
import { addResult, completionOf, type Passage, passes, passRule, type Results, wordsPerMinute } from '../../courses/completion';
import { readingWords } from '../../courses/word-count';
import { aLesson, aMessage, aQuestion } from './support/a-lesson';

const lesson = aLesson({
  opening: 'Bạn có thể dừng bất cứ lúc nào.',
  messages: [
    aMessage({ text: Array(60).fill('từ').join(' '), parts: ['law'], citations: [{ source: 'LAW-D1' }] }),
    aMessage({ text: Array(33).fill('từ').join(' '), parts: ['knowledge'], citations: [{ source: 'LINE' }, { source: 'LAW-D1' }] }),
  ],
  questions: Array.from({ length: 6 }, () => aQuestion({ parts: ['law'], citations: [{ source: 'LAW-D2' }] })),
});
const quickestMs = 15_150; // 101 words at 400 a minute

const passage = (fields: Partial<Passage> = {}): Passage => ({
  lesson,
  shown: [0, 1],
  answers: [{ question: 0, correct: true }],
  startedAt: 1_000_000,
  finishedAt: 1_000_000 + quickestMs,
  ...fields,
});

const right = (count: number, asked = 6) => Array.from({ length: asked }, (_, question) => ({ question, correct: question < count }));

describe('a lesson counts', () => {
  test.each<{ when: string; fields: Partial<Passage>; counts: boolean }>([
    { when: 'all is shown, one question is answered and the time is enough', fields: {}, counts: true },
    { when: 'the only answer is wrong', fields: { answers: [{ question: 5, correct: false }] }, counts: true },
    { when: 'a message was shown twice', fields: { shown: [0, 1, 0] }, counts: true },
    { when: 'a message was not shown', fields: { shown: [1] }, counts: false },
    { when: 'nothing was answered', fields: { answers: [] }, counts: false },
    { when: 'the answer is to a question it does not have', fields: { answers: [{ question: 6, correct: true }] }, counts: false },
    { when: 'it took a millisecond less than anyone needs to read', fields: { finishedAt: 1_000_000 + quickestMs - 1 }, counts: false },
    { when: 'the clock went backwards', fields: { finishedAt: 0 }, counts: false },
  ])('$counts when $when', ({ fields, counts }) => {
    expect(completionOf(passage(fields)).counts).toBe(counts);
  });

  test('whatever the result of the questions', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }), (answers) => {
        const answered = answers.map((correct, question) => ({ question, correct }));

        expect(completionOf(passage({ answers: answered })).counts).toBe(true);
      }),
    );
  });

  test('from exactly its words over four hundred a minute on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 7 }), (elapsed) => {
        const enough = elapsed >= (readingWords(lesson) * 60_000) / wordsPerMinute;

        expect(completionOf(passage({ finishedAt: 1_000_000 + elapsed })).counts).toBe(enough);
      }),
    );
  });
});

describe('what a lesson leaves behind', () => {
  test('are the parts and sources of what was shown and answered, once each', () => {
    expect(completionOf(passage())).toMatchObject({ parts: ['knowledge', 'law'], sources: ['LAW-D1', 'LAW-D2', 'LINE'] });
    expect(completionOf(passage({ shown: [1], answers: [] }))).toMatchObject({ parts: ['knowledge'], sources: ['LAW-D1', 'LINE'] });
    expect(completionOf(passage({ shown: [], answers: [] }))).toMatchObject({ parts: [], sources: [] });
  });

  test('names the rule it was judged by', () => {
    expect(completionOf(passage()).rule).toBe('five-of-six');
    expect(completionOf(passage(), { id: 'all', right: 1, of: 1 }).rule).toBe('all');
  });
});

describe('passing', () => {
  test.each([
    { count: 6, passed: true },
    { count: 5, passed: true },
    { count: 4, passed: false },
    { count: 0, passed: false },
  ])('$count of 6 passes: $passed', ({ count, passed }) => {
    expect(completionOf(passage({ answers: right(count) }))).toMatchObject({ right: count, asked: 6, passed });
  });

  test('questions left out are not right', () => {
    expect(completionOf(passage({ answers: right(4, 4) }))).toMatchObject({ right: 4, asked: 6, passed: false });
  });

  test('the answer that stands is the last one', () => {
    const answers = [...right(5), { question: 5, correct: true }, { question: 0, correct: false }];

    expect(completionOf(passage({ answers }))).toMatchObject({ right: 5, passed: true });
  });

  test('is never lost by one more right answer, and needs at least one question', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (count, wrong) => {
        const asked = count + wrong;

        expect(passes(count, asked, passRule) && !passes(count + 1, asked + 1, passRule)).toBe(false);
        expect(passes(count, asked, passRule)).toBe(asked > 0 && count / asked >= 5 / 6 - 1e-12);
      }),
    );
  });
});

describe('first and best attempt', () => {
  const attempts = fc.array(fc.nat(6), { minLength: 1 });

  test('are the earliest one and the one with the most right, in whatever order they come', () => {
    fc.assert(
      fc.property(attempts, (made) => {
        const results = made.reduce<Results | undefined>((before, right) => addResult(before, { right, asked: 6 }), undefined);

        expect(results).toEqual({ first: made[0], best: Math.max(...made), asked: 6 });
      }),
    );
  });
});
