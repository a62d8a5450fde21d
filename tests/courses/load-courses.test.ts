import { formatIssue } from '../../courses/content-issue';
import { loadCalendars, loadContent } from '../../courses/load-courses';
import { contentFolder } from '../content/content-folder';
import { type ContentFiles, lessonWith, removeContent, smallContent, writeContent } from './support/small-content';

afterAll(removeContent);

const lessonPath = 'courses/a/a-1.yaml';
const withLesson = (piece: string, instead: string): ContentFiles => ({ [lessonPath]: lessonWith(piece, instead) });
const issuesOf = (files: ContentFiles) => loadContent(writeContent(files)).issues.map(formatIssue);

describe('loading content', () => {
  test('gives the lesson as it is taught', () => {
    const { lessons, issues } = loadContent(writeContent({}));

    expect(issues).toEqual([]);
    expect(lessons.map(({ lesson }) => lesson)).toEqual([
      expect.objectContaining({ id: 'A-1', course: 'a', core: true, draft: false, reviewBy: '2027-05-01' }),
    ]);
    expect(lessons[0]?.lesson.questions.map(({ options, key }) => ({ options, key }))).toEqual([
      {
        options: [
          { key: 'A', text: 'Cho phép' },
          { key: 'B', text: 'Cấm' },
        ],
        key: ['B'],
      },
      {
        options: [
          { key: 'A', text: 'Đúng' },
          { key: 'B', text: 'Sai' },
        ],
        key: ['A'],
      },
    ]);
  });

  test('gives the calendars alone as they stand in the whole', () => {
    const values = (calendars: ReturnType<typeof loadCalendars>) => calendars.map(({ calendar, source: { file } }) => ({ calendar, file }));

    expect(values(loadCalendars(contentFolder))).toEqual(values(loadContent(contentFolder).calendars));
    expect(loadCalendars(contentFolder).length).toBeGreaterThan(1);
  });

  test('brings decomposed letters together', () => {
    const { lessons } = loadContent(writeContent(withLesson('Bài một', 'Bài một'.normalize('NFD'))));

    expect(lessons[0]?.lesson.title).toBe('Bài một');
  });

  test.each<{ fault: string; files: ContentFiles; issues: readonly string[] }>([
    {
      fault: 'broken YAML',
      files: withLesson('title: Bài một', 'title: Bài: một'),
      issues: ['courses/a/a-1.yaml:4:8 Nested mappings are not allowed in compact mappings [yaml_syntax]'],
    },
    {
      fault: 'a wrong value',
      files: withLesson('minutes: 4', 'minutes: bốn'),
      issues: ['courses/a/a-1.yaml:6:10 minutes: Invalid input: expected number, received string [wrong_shape]'],
    },
    {
      fault: 'a field left out',
      files: withLesson('    text: Luật cấm việc này.\n    cite', '    cite'),
      issues: ['courses/a/a-1.yaml:10:5 messages.0.text: Invalid input: expected string, received undefined [wrong_shape]'],
    },
    {
      fault: 'a field nobody knows',
      files: withLesson('minutes: 4', 'minutes: 4\nminute: 4'),
      issues: ['courses/a/a-1.yaml:7:9 minute is not a field here [unknown_field]'],
    },
    {
      fault: 'a kind of question that does not exist',
      files: withLesson('kind: single', 'kind: essay'),
      issues: [
        "courses/a/a-1.yaml:20:11 questions.0.kind: Invalid discriminator value. Expected 'single' | 'scenario' | 'several' | 'true-false' [wrong_shape]",
      ],
    },
    {
      fault: 'an explanation of two lines',
      files: withLesson('explanation: Luật cấm.', 'explanation: |\n      Luật cấm.\n      Thật.'),
      issues: ['courses/a/a-1.yaml:24:18 questions.0.explanation: must be one line [wrong_shape]'],
    },
    {
      fault: 'a date that is none',
      files: withLesson('review_by: 2027-05-01', 'review_by: 2027-02-30'),
      issues: ['courses/a/a-1.yaml:8:12 review_by: Invalid ISO date [wrong_shape]'],
    },
    {
      fault: 'a citation of unknown manner',
      files: withLesson('cite: [LINE]', 'cite: [{ source: LINE, as: legend }]'),
      issues: ['courses/a/a-1.yaml:16:32 messages.1.cite.0.as: Invalid option: expected one of "history"|"upcoming" [wrong_shape]'],
    },
    {
      fault: 'an id used twice',
      files: withLesson('id: A-1-P2', 'id: A-1-P1'),
      issues: ['courses/a/a-1.yaml:14:9 A-1-P1 is used twice [duplicate_id]'],
    },
    {
      fault: 'an id of another lesson',
      files: withLesson('id: A-1-P2', 'id: B-1-P2'),
      issues: ['courses/a/a-1.yaml:14:9 B-1-P2 does not begin with A-1 [id_mismatch]'],
    },
    {
      fault: 'a file named otherwise',
      files: { [lessonPath]: undefined, 'courses/a/first.yaml': smallContent[lessonPath] },
      issues: ['courses/a/first.yaml:1:5 A-1 in vi belongs in a-1.yaml [id_mismatch]'],
    },
    {
      fault: 'a message of 61 words',
      files: withLesson('Hãy gọi số này.', Array(61).fill('từ').join(' ')),
      issues: ['courses/a/a-1.yaml:15:11 A-1-P2 has 61 words, at most 60 [message_too_long]'],
    },
    {
      fault: 'an answer that is no option',
      files: withLesson('answer: B', 'answer: C'),
      issues: ['courses/a/a-1.yaml:23:13 A-1-Q1 has no option C [wrong_answer]'],
    },
    {
      fault: 'an answer named twice',
      files: { [lessonPath]: lessonWith('kind: single', 'kind: several').replace('answer: B', 'answer: [B, B]') },
      issues: ['courses/a/a-1.yaml:23:13 A-1-Q1 names an option twice [wrong_answer]'],
    },
    {
      fault: 'a core lesson without knowledge',
      files: withLesson('tags: [knowledge]', 'tags: [law]'),
      issues: ['courses/a/a-1.yaml:10:3 A-1 is a core lesson and no message is tagged knowledge [part_missing]'],
    },
    {
      fault: 'a part of an optional lesson that only a question has',
      files: {
        'courses/a/course.yaml': smallContent['courses/a/course.yaml'].replace('core: [A-1]', 'core: [A-1]\noptional: [A-2]'),
        'courses/a/a-2.yaml': smallContent[lessonPath].replaceAll('A-1', 'A-2').replace('tags: [law]', 'tags: [knowledge]'),
      },
      issues: ['courses/a/a-2.yaml:10:3 A-2 has a question tagged law and no message is tagged law [part_missing]'],
    },
    {
      fault: 'a source that does not exist',
      files: withLesson('cite: [LINE]', 'cite: [LAW-D1, NOWHERE]'),
      issues: ['courses/a/a-1.yaml:16:20 A-1-P2 cites NOWHERE, which no source is called [unknown_source]'],
    },
    {
      fault: 'a source nobody has checked',
      files: withLesson('cite: [LINE]', 'cite: [GUESS]'),
      issues: ['courses/a/a-1.yaml:16:12 A-1-P2 cites GUESS, which nobody has checked [unchecked_source]'],
    },
    {
      fault: 'a lesson that no course lists',
      files: { 'courses/a/a-2.yaml': smallContent[lessonPath].replaceAll('A-1', 'A-2') },
      issues: ['courses/a/a-2.yaml:1:5 A-2 is not in courses/a/course.yaml [lesson_not_listed]'],
    },
    {
      fault: 'a listed lesson that nobody wrote',
      files: { 'courses/a/course.yaml': smallContent['courses/a/course.yaml'].replace('core: [A-1]', 'core: [A-1]\noptional: [A-2]') },
      issues: ['courses/a/course.yaml:6:12 A-2 is listed and has no Vietnamese lesson file [lesson_missing]'],
    },
    {
      fault: 'a lesson listed twice',
      files: { 'courses/a/course.yaml': smallContent['courses/a/course.yaml'].replace('core: [A-1]', 'core: [A-1]\noptional: [A-1]') },
      issues: ['courses/a/course.yaml:6:12 A-1 is listed twice [duplicate_id]'],
    },
    {
      fault: 'a translation with another answer',
      files: { 'courses/a/a-1.en.yaml': lessonWith('language: vi', 'language: en').replace('answer: true', 'answer: false') },
      issues: ['courses/a/a-1.en.yaml:27:5 A-1-Q2 differs from the Vietnamese in more than words [translation_differs]'],
    },
    {
      fault: 'a translation without the opening',
      files: {
        [lessonPath]: lessonWith('minutes: 4', 'minutes: 4\nopening: Bạn có thể dừng.'),
        'courses/a/a-1.en.yaml': lessonWith('language: vi', 'language: en'),
      },
      issues: ['courses/a/a-1.en.yaml:6:10 A-1 has other minutes than in Vietnamese, or one has no opening [translation_differs]'],
    },
    {
      fault: 'a translation with a question less',
      files: {
        [lessonPath]: `${smallContent[lessonPath]}${smallContent[lessonPath].slice(smallContent[lessonPath].indexOf('  - id: A-1-Q2')).replace('Q2', 'Q3')}`,
        'courses/a/a-1.en.yaml': lessonWith('language: vi', 'language: en'),
      },
      issues: ['courses/a/a-1.en.yaml:19:3 A-1 has 3 questions in Vietnamese, 2 here [translation_differs]'],
    },
    {
      fault: 'an article of a document that does not exist',
      files: { 'sources.yaml': smallContent['sources.yaml'].replace('document: LAW,', 'document: LOST,') },
      issues: ['sources.yaml:5:23 LAW-D1 belongs to LOST, which no document is called [unknown_source]'],
    },
    {
      fault: 'a hotline without a source',
      files: { 'hotlines.yaml': smallContent['hotlines.yaml'].replace('LINE', 'NONE') },
      issues: ['hotlines.yaml:1:13 the hotline cites NONE, which no source is called [unknown_source]'],
    },
    {
      fault: 'a frequent question asked twice',
      files: { 'faq/more.yaml': smallContent['faq/general.yaml'] },
      issues: ['faq/more.yaml:1:9 F-1 is used twice [duplicate_id]'],
    },
    {
      fault: 'an area with a code of another form',
      files: { 'areas.csv': smallContent['areas.csv'].replace('01,', '1,') },
      issues: ['areas.csv:2:1 code: Invalid string: must match pattern /^[0-9]{2}$/ [wrong_shape]'],
    },
    {
      fault: 'an area twice',
      files: { 'areas.csv': `${smallContent['areas.csv']}01,Hà Nội,city,126,2025-07-01,\n` },
      issues: ['areas.csv:3:1 01 is used twice [duplicate_id]'],
    },
    {
      fault: 'an approval of a version that has changed',
      files: { 'approvals/1.yaml': approvalOf('0'.repeat(64), 'Một người khác') },
      issues: [`approvals/1.yaml:3:12 A-1 is another version now: ${smallVersion()} [approval_outdated]`],
    },
    {
      fault: 'an approval of a lesson that is gone',
      files: { 'approvals/1.yaml': approvalOf(smallVersion(), 'Một người khác').replace('A-1', 'A-9') },
      issues: ['approvals/1.yaml:1:11 A-9 is no lesson any more [approval_outdated]'],
    },
    {
      fault: 'a lesson that two courses teach',
      files: {
        'courses/b/course.yaml': smallContent['courses/a/course.yaml'].replace('id: a', 'id: b').replace('order: 1', 'order: 2'),
        'courses/b/a-1.yaml': smallContent[lessonPath],
      },
      issues: ['courses/b/a-1.yaml:1:5 A-1 is used twice [duplicate_id]'],
    },
    {
      fault: 'an approval by the author, however written',
      files: { 'approvals/1.yaml': approvalOf(smallVersion(), 'NHOM BIEN SOAN') },
      issues: ['approvals/1.yaml:4:16 A-1 is approved by its own author [approved_by_author]'],
    },
  ])('points at $fault', ({ files, issues }) => {
    expect(issuesOf(files)).toEqual(issues);
  });

  test('leaves an earlier approval on record beside that of the present version', () => {
    const approvals = approvalOf('0'.repeat(64), 'Một người khác') + approvalOf(smallVersion(), 'Một người khác');

    expect(issuesOf({ 'approvals/1.yaml': approvals })).toEqual([]);
  });

  test('tells every fault at once', () => {
    const files = {
      [lessonPath]: lessonWith('minutes: 4', 'minutes: 0').replace('answer: true', 'answer: maybe').replace('kind: single', 'kind: essay'),
      'hotlines.yaml': '- 1\n',
      'areas.csv': undefined,
    };

    expect(issuesOf(files).map((issue) => issue.split(' ')[0])).toEqual([
      'areas.csv:1:1',
      'hotlines.yaml:1:3',
      'courses/a/a-1.yaml:6:10',
      'courses/a/a-1.yaml:20:11',
      'courses/a/a-1.yaml:30:13',
    ]);
  });

  test.each<{ damage: string; bytes: string | Uint8Array | undefined }>([
    { damage: 'missing', bytes: undefined },
    { damage: 'empty', bytes: '' },
    { damage: 'binary', bytes: Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256) },
    { damage: 'not UTF-8', bytes: Uint8Array.from([0x69, 0x64, 0x3a, 0x20, 0xc3, 0x28]) },
    { damage: 'a list', bytes: '- a\n- b\n' },
    { damage: 'a bomb of aliases', bytes: 'a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n' },
    { damage: 'nested a thousand deep', bytes: '['.repeat(1000) },
    { damage: 'two documents', bytes: 'a: 1\n---\nb: 2\n' },
    { damage: 'an unknown tag', bytes: '!!js/function "x"\n' },
  ])('a file that is $damage is an issue, never an exception', ({ bytes }) => {
    for (const path of Object.keys(smallContent).filter((name) => name.endsWith('.yaml') && !name.startsWith('faq'))) {
      const issues = issuesOf({ [path]: bytes });

      expect(issues.length).toBeGreaterThan(0);
    }
  });

  test('a folder that does not exist is an issue, and names no folder of the machine', () => {
    const folder = writeContent({});
    const issues = loadContent(`${folder}/nowhere`).issues;

    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(['unreadable']));
    expect(issues.some(({ message }) => message.includes(folder))).toBe(false);
  });
});

function smallVersion(): string {
  return loadContent(writeContent({})).lessons[0]?.lesson.version ?? '';
}

function approvalOf(version: string, by: string): string {
  return `- lesson: A-1\n  language: vi\n  version: '${version}'\n  approved_by: ${by}\n  role: luật sư\n  on: 2026-12-01\n`;
}
