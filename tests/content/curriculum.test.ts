import fc from 'fast-check';
import { buildCatalogue } from '../../courses/catalogue';
import { loadContent } from '../../courses/load-courses';
import type { Lesson, Question } from '../../courses/model';
import { holds } from '../../courses/source-state';
import { wordCount } from '../../courses/word-count';
import { contentFolder, today } from './content-folder';
import { type CurriculumLesson, readCurriculum, readExpertList, readIndex } from './read-curriculum';

const kinds = { single: 'một đáp án', 'true-false': 'đúng/sai', several: 'nhiều đáp án', scenario: 'tình huống' } as const;

const curriculum = readCurriculum();
const content = loadContent(contentFolder);
const lessons = content.lessons.map(({ lesson }) => lesson);
const vietnamese = lessons.filter(({ language }) => language === 'vi');

describe('the lessons against the curriculum', () => {
  test('are the same twenty-three, no more and no fewer', () => {
    const ids = vietnamese.map(({ id }) => id);

    expect(curriculum).toHaveLength(23);
    expect([...ids].sort()).toEqual(curriculum.map(({ id }) => id).sort());
  });

  test.each(curriculum.map((lesson) => [lesson.id, lesson] as const))('%s says what the curriculum says, to the letter', (id, expected) => {
    const lesson = vietnamese.find((candidate) => candidate.id === id);

    expect(lesson === undefined ? undefined : asCurriculum(lesson)).toEqual(expected);
  });

  test('wait for an expert where the curriculum says so, in the text and in its list', () => {
    const items = vietnamese.flatMap((lesson) => [...lesson.messages, ...lesson.questions]);
    const marked = items.filter(({ unreviewed }) => unreviewed.includes('expert')).map(({ id }) => id);

    expect([...marked].sort()).toEqual([...readExpertList()].sort());
  });

  test('all carry proposed tags that nobody has confirmed yet', () => {
    const items = lessons.flatMap((lesson) => [...lesson.messages, ...lesson.questions]);

    expect(items.filter(({ unreviewed }) => !unreviewed.includes('part'))).toEqual([]);
  });

  test('keep every message to sixty words', () => {
    const long = lessons.flatMap(({ messages }) => messages).filter(({ text }) => wordCount(text) > 60);

    expect(long.map(({ id }) => id)).toEqual([]);
  });

  test('are core where the curriculum requires them', () => {
    const core = vietnamese.filter((lesson) => lesson.core).map(({ id }) => id);

    expect(core).toEqual([
      'THPT-1',
      'THPT-2',
      'THPT-3',
      'SV-1',
      'SV-3',
      'SV-5',
      'KCN-1',
      'KCN-2',
      'KCN-3',
      'CSDV-1',
      'CSDV-3',
      'CSDV-5',
      'TT-1',
      'TT-2',
    ]);
  });
});

describe('the two lessons in English', () => {
  test('are THPT-1 and KCN-1, and wait for someone to compare them', () => {
    const english = lessons.filter(({ language }) => language === 'en');

    expect(english.map(({ id, draft }) => ({ id, draft }))).toEqual([
      { id: 'THPT-1', draft: true },
      { id: 'KCN-1', draft: true },
    ]);
  });

  test('keep the figures of the Vietnamese text', () => {
    const figures = (lesson: Lesson | undefined) => lesson?.messages.map(({ text }) => text.match(/\d+/g) ?? []);
    const kcn = (language: string) => lessons.find((lesson) => lesson.id === 'KCN-1' && lesson.language === language);

    expect(figures(kcn('en'))).toEqual(figures(kcn('vi')));
  });
});

describe('the content folder', () => {
  test('has no fault', () => {
    expect(content.issues).toEqual([]);
  });

  test('offers every lesson in the demonstration today, core lessons first', () => {
    const { courses, withdrawn } = buildCatalogue({ content, on: today, servesDrafts: true, approvals: [] });

    expect(withdrawn).toEqual([]);
    expect(courses.map(({ id, lessons: taught }) => [id, taught.map((lesson) => lesson.id.replace(/\D+/, '')).join(' ')])).toEqual([
      ['thpt', '1 2 3 4 5'],
      ['sv', '1 3 5 2 4'],
      ['kcn', '1 2 3 4 5'],
      ['csdv', '1 3 5 2 4 6'],
      ['tt', '1 2'],
    ]);
  });

  test('serves a real installation only what waits for nobody', () => {
    const { courses } = buildCatalogue({ content, on: today, servesDrafts: false, approvals: content.approvals });
    const served = courses.flatMap(({ lessons: taught }) => taught);

    expect(served.map(({ id }) => id)).toEqual(['THPT-1', 'SV-1', 'KCN-4', 'TT-1']);
    expect(served.every(({ draft }) => !draft)).toBe(true);
  });

  test('cites for each lesson exactly the sources that the index of the curriculum names', () => {
    const cited = vietnamese.flatMap((lesson) => {
      const citations = [...lesson.messages, ...lesson.questions].flatMap((item) => item.citations);
      return [...new Set(citations.map(({ source }) => `${source} in ${lesson.id}`))];
    });

    expect(cited.sort()).toEqual([...readIndex()].sort());
  });
});

describe('on any day', () => {
  const day = fc
    .date({ min: new Date('2019-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  test('every lesson is either served, with all its sources, or withdrawn with the reason', () => {
    fc.assert(
      fc.property(day, fc.boolean(), (on, servesDrafts) => {
        const { courses, withdrawn } = buildCatalogue({ content, on, servesDrafts, approvals: [] });
        const served = courses.flatMap(({ lessons: taught }) => taught);
        const cited = served.flatMap((lesson) => [...lesson.messages, ...lesson.questions].flatMap(({ citations }) => citations));
        const left = withdrawn.filter(({ language }) => language === 'vi').map(({ lesson }) => lesson);

        expect([...served.map(({ id }) => id), ...left].sort()).toEqual(vietnamese.map(({ id }) => id).sort());
        expect(cited.filter((citation) => !holds(content.sources, citation, on))).toEqual([]);
        expect(served.filter(({ draft }) => draft && !servesDrafts)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

function asCurriculum(lesson: Lesson): CurriculumLesson {
  return {
    id: lesson.id,
    title: lesson.title,
    minutes: lesson.minutes,
    goal: lesson.goal,
    opening: lesson.opening,
    messages: lesson.messages.map(({ id, text, citations, unreviewed }) => ({
      id,
      text,
      cite: citations.map(({ source }) => source),
      expert: unreviewed.includes('expert'),
    })),
    questions: lesson.questions.map((question) => ({
      id: question.id,
      kind: kinds[question.kind],
      text: question.text,
      expert: question.unreviewed.includes('expert'),
      options: question.kind === 'true-false' ? [] : question.options.map(({ key, text }) => `${key}. ${text}`),
      answer: answerOf(question),
      explanation: question.explanation,
      cite: question.citations.map(({ source }) => source),
    })),
  };
}

function answerOf(question: Question): string {
  const right = question.options.filter(({ key }) => question.key.includes(key));
  return right.map(({ key, text }) => (question.kind === 'true-false' ? text : key)).join(', ');
}
