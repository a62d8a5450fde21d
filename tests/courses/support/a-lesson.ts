import type { Lesson, LessonMessage, Question } from '../../../courses/model';

export function aMessage(fields: Partial<LessonMessage> = {}): LessonMessage {
  return { id: 'A-1-P1', text: 'Luật cấm việc này.', citations: [{ source: 'LAW-D1' }], parts: ['law'], unreviewed: [], ...fields };
}

export function aQuestion(fields: Partial<Question> = {}): Question {
  return {
    id: 'A-1-Q1',
    kind: 'single',
    text: 'Luật nói gì?',
    options: [
      { key: 'A', text: 'Cho phép' },
      { key: 'B', text: 'Cấm' },
    ],
    key: ['B'],
    explanation: 'Luật cấm.',
    citations: [{ source: 'LAW-D2' }],
    parts: ['knowledge'],
    unreviewed: [],
    ...fields,
  };
}

export function aLesson(fields: Partial<Lesson> = {}): Lesson {
  return {
    id: 'A-1',
    key: 'aaaaaaaaaaaa',
    version: 'f'.repeat(64),
    course: 'a',
    language: 'vi',
    title: 'Bài một',
    goal: 'Biết một điều.',
    minutes: 4,
    core: true,
    messages: [aMessage()],
    questions: [aQuestion()],
    effectiveFrom: '2026-11-01',
    reviewBy: '2027-05-01',
    draft: false,
    ...fields,
  };
}
