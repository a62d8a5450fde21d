import { courseVersion, lessonKey } from '../../courses/course-version';
import { loadContent } from '../../courses/load-courses';
import { aLesson, aMessage, aQuestion } from './support/a-lesson';
import { lessonWith, removeContent, smallContent, writeContent } from './support/small-content';

afterAll(removeContent);

const lessonPath = 'courses/a/a-1.yaml';
const versionOf = (text: string) => loadContent(writeContent({ [lessonPath]: text })).lessons[0]?.lesson.version;
const small = smallContent[lessonPath];

describe('the version of a lesson', () => {
  test('is a hash of what is shown and counted', () => {
    expect(versionOf(small)).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    { change: 'spacing', text: lessonWith('text: Hãy gọi số này.', 'text: >-\n      Hãy gọi\n      số này.') },
    { change: 'quotes', text: lessonWith('title: Bài một', "title: 'Bài một'") },
    { change: 'order of fields', text: lessonWith('goal: Biết một điều.\nminutes: 4', 'minutes: 4\ngoal: Biết một điều.') },
    { change: 'order of options', text: lessonWith('{ A: Cho phép, B: Cấm }', '{ B: Cấm, A: Cho phép }') },
    { change: 'composition of letters', text: small.normalize('NFD') },
    { change: 'review date', text: lessonWith('2027-05-01', '2027-11-01') },
    { change: 'review mark', text: lessonWith('tags: [law]', 'tags: [law]\n    unreviewed: [expert]') },
    { change: 'author', text: lessonWith('Nhóm biên soạn', 'Nhóm khác') },
  ])('is the same for another $change', ({ text }) => {
    expect(versionOf(text)).toBe(versionOf(small));
  });

  test.each([
    { change: 'a word', text: lessonWith('Hãy gọi', 'Nên gọi') },
    { change: 'the right answer', text: lessonWith('answer: B', 'answer: A') },
    { change: 'an option', text: lessonWith('Cho phép', 'Được phép') },
    { change: 'an explanation', text: lessonWith('explanation: Luật cấm.', 'explanation: Luật cấm việc này.') },
    { change: 'a citation', text: lessonWith('cite: [LINE]', 'cite: [LINE, LAW-D1]') },
    { change: 'the manner of a citation', text: lessonWith('cite: [LINE]', 'cite: [{ source: LINE, as: history }]') },
    { change: 'a tag', text: lessonWith('tags: [knowledge]', 'tags: [knowledge, law]') },
    { change: 'an opening', text: lessonWith('minutes: 4', 'minutes: 4\nopening: Bạn có thể dừng.') },
    { change: 'the minutes', text: lessonWith('minutes: 4', 'minutes: 5') },
  ])('is another one when $change changes', ({ text }) => {
    expect(versionOf(text)).not.toBe(versionOf(small));
  });

  test('does not confuse texts that read the same end to end', () => {
    const one = aLesson({ messages: [aMessage({ text: 'a b' }), aMessage({ text: 'c' })], questions: [aQuestion()] });
    const other = aLesson({ messages: [aMessage({ text: 'a' }), aMessage({ text: 'b c' })], questions: [aQuestion()] });

    expect(courseVersion(one)).not.toBe(courseVersion(other));
  });
});

describe('the key of a lesson', () => {
  test('is short, opaque and always the same', () => {
    expect(lessonKey('THPT-1')).toMatch(/^[0-9a-f]{12}$/);
    expect(lessonKey('THPT-1')).toBe(lessonKey('THPT-1'));
    expect(lessonKey('THPT-1')).not.toBe(lessonKey('THPT-2'));
  });
});
