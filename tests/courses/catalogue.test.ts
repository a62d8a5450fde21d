import { buildCatalogue, type Publication } from '../../courses/catalogue';
import { loadContent } from '../../courses/load-courses';
import type { Lesson } from '../../courses/model';
import { type ContentFiles, lessonWith, removeContent, smallContent, writeContent } from './support/small-content';

afterAll(removeContent);

const lessonPath = 'courses/a/a-1.yaml';
const small = smallContent[lessonPath];
const marked = lessonWith('tags: [law]', 'tags: [law]\n    unreviewed: [part, expert]');
const english = small.replace('language: vi', 'language: en').replace('title: Bài một', 'title: Lesson one');

function publish(files: ContentFiles, fields: Partial<Publication> = {}) {
  const content = loadContent(writeContent(files));
  return buildCatalogue({ content, on: '2026-11-22', servesDrafts: false, approvals: content.approvals, ...fields });
}

function versionOf(files: ContentFiles, language = 'vi'): string {
  const found = loadContent(writeContent(files)).lessons.find(({ lesson }) => lesson.language === language);
  return found?.lesson.version ?? '';
}

const approval = (version: string, fields: object = {}) => ({
  lesson: 'A-1',
  language: 'vi' as const,
  version,
  approved_by: 'Văn phòng luật sư',
  role: 'luật sư',
  on: '2026-11-20',
  ...fields,
});

const served = (catalogue: ReturnType<typeof publish>) => catalogue.courses.flatMap(({ lessons }) => lessons.map(({ id }) => id));
const keyIn = (catalogue: ReturnType<typeof publish>) => catalogue.courses[0]?.lessons[0]?.key ?? '';

describe('a lesson that waits for an expert', () => {
  test('is shown as a draft in the demonstration', () => {
    const catalogue = publish({ [lessonPath]: marked }, { servesDrafts: true });

    expect(catalogue.courses[0]?.lessons.map(({ id, draft }) => ({ id, draft }))).toEqual([{ id: 'A-1', draft: true }]);
    expect(catalogue.withdrawn).toEqual([]);
  });

  test('is not served in a real installation, and is named', () => {
    const catalogue = publish({ [lessonPath]: marked });

    expect(served(catalogue)).toEqual([]);
    expect(catalogue.withdrawn).toEqual([{ lesson: 'A-1', key: expect.any(String), language: 'vi', reason: 'not-approved', sources: [] }]);
  });

  test('is served once this version is approved, and is no draft any more', () => {
    const catalogue = publish({ [lessonPath]: marked }, { approvals: [approval(versionOf({ [lessonPath]: marked }))] });

    expect(catalogue.courses[0]?.lessons.map(({ id, draft }) => ({ id, draft }))).toEqual([{ id: 'A-1', draft: false }]);
  });

  test.each([
    { whose: 'of another version', given: approval('0'.repeat(64)) },
    { whose: 'of another lesson', given: approval(versionOf({ [lessonPath]: marked }), { lesson: 'A-2' }) },
    { whose: 'by its author', given: approval(versionOf({ [lessonPath]: marked }), { approved_by: 'nhom bien soan ' }) },
  ])('is not served by an approval $whose', ({ given }) => {
    expect(served(publish({ [lessonPath]: marked }, { approvals: [given] }))).toEqual([]);
  });

  test('waits again when its words change after the approval', () => {
    const approvals = [approval(versionOf({ [lessonPath]: marked }))];

    expect(served(publish({ [lessonPath]: marked.replace('Hãy gọi', 'Nên gọi') }, { approvals }))).toEqual([]);
  });

  test('is not needed for tags that are only proposed', () => {
    const proposed = lessonWith('tags: [law]', 'tags: [law]\n    unreviewed: [part]');

    expect(served(publish({ [lessonPath]: proposed }))).toEqual(['A-1']);
  });
});

describe('a source that lapses', () => {
  const lapsing = { 'sources.yaml': smallContent['sources.yaml'].replace('from: 2020-01-01', 'from: 2020-01-01, to: 2027-01-01') };

  test.each([
    { on: '2026-12-31', served: ['A-1'] },
    { on: '2027-01-01', served: [] },
  ])('withdraws its lessons on the day: $on', ({ on, served: expected }) => {
    expect(served(publish(lapsing, { on }))).toEqual(expected);
  });

  test('is named, and leaves the course standing', () => {
    const catalogue = publish(lapsing, { on: '2030-01-01' });

    expect(catalogue.courses.map(({ id }) => id)).toEqual(['a']);
    expect(catalogue.withdrawn).toEqual([expect.objectContaining({ lesson: 'A-1', reason: 'source-not-in-force', sources: ['LAW-D1'] })]);
  });

  test('withdraws nothing that cites it as history', () => {
    const asHistory = small.replaceAll('cite: [LAW-D1]', 'cite: [{ source: LAW-D1, as: history }]');

    expect(served(publish({ ...lapsing, [lessonPath]: asHistory }, { on: '2030-01-01' }))).toEqual(['A-1']);
  });

  test.each([
    { as: undefined, on: '2019-12-31', expected: [] },
    { as: 'upcoming', on: '2026-11-22', expected: ['A-1'] },
    { as: 'history', on: '2026-11-22', expected: ['A-1'] },
  ])('and one that does not apply yet: cited as $as on $on', ({ as, on, expected }) => {
    const cited = small
      .replaceAll('cite: [LAW-D1]', as === undefined ? 'cite: [LAW-D1]' : `cite: [{ source: LAW-D1, as: ${as} }]`)
      .replace('2026-11-01', '2019-01-01');

    expect(served(publish({ [lessonPath]: cited }, { on }))).toEqual(expected);
  });
});

describe('a lesson that has not begun', () => {
  test.each([
    { on: '2026-10-31', expected: [] },
    { on: '2026-11-01', expected: ['A-1'] },
  ])('is served from its first day on: $on', ({ on, expected }) => {
    expect(served(publish({}, { on }))).toEqual(expected);
  });
});

describe('looking a lesson up', () => {
  const withEnglish = { 'courses/a/a-1.en.yaml': english };

  test('gives the language asked for, else Vietnamese, and says which', () => {
    const both = publish(withEnglish, { servesDrafts: true });
    const one = publish({});

    expect(both.lesson(keyIn(both), 'en')).toMatchObject({ language: 'en', title: 'Lesson one', draft: true });
    expect(both.lesson(keyIn(both), 'vi')).toMatchObject({ language: 'vi', title: 'Bài một', draft: false });
    expect(one.lesson(keyIn(one), 'en')).toMatchObject({ language: 'vi' });
  });

  test('falls back to Vietnamese while nobody has approved the translation', () => {
    const waiting = publish(withEnglish);
    const approved = publish(withEnglish, { approvals: [approval(versionOf(withEnglish, 'en'), { language: 'en' })] });

    expect(waiting.lesson(keyIn(waiting), 'en')).toMatchObject({ language: 'vi' });
    expect(approved.lesson(keyIn(approved), 'en')).toMatchObject({ language: 'en', draft: false });
  });

  test('never serves a translation without the lesson it translates', () => {
    const files = { [lessonPath]: marked, 'courses/a/a-1.en.yaml': english };
    const approvals = [approval(versionOf(files, 'en'), { language: 'en' })];
    const key = keyIn(publish(files, { servesDrafts: true }));

    expect(publish(files, { approvals }).lesson(key, 'en')).toBeUndefined();
  });

  test('gives nothing for a key or a version it does not have', () => {
    const catalogue = publish({});

    expect(catalogue.lesson('000000000000', 'vi')).toBeUndefined();
    expect(catalogue.lesson('A-1', 'vi')).toBeUndefined();
    expect(catalogue.lesson('__proto__', 'vi')).toBeUndefined();
    expect(catalogue.lesson(keyIn(catalogue), 'vi', '0'.repeat(64))).toBeUndefined();
  });
});

describe('a learner in the middle of an earlier version', () => {
  const earlier = (): Lesson[] => {
    const stored = loadContent(writeContent({})).lessons.map(({ lesson }) => lesson);
    return JSON.parse(JSON.stringify(stored));
  };
  const changed = { [lessonPath]: lessonWith('Hãy gọi', 'Nên gọi') };

  test('stays on it, while everyone else gets the new one', () => {
    const [old] = earlier();
    const catalogue = publish(changed, { earlier: earlier() });
    const key = keyIn(catalogue);

    expect(catalogue.lesson(key, 'vi', old?.version)).toEqual(old);
    expect(catalogue.lesson(key, 'vi')?.messages[1]?.text).toBe('Nên gọi số này.');
    expect(catalogue.lesson(key, 'en', old?.version)).toEqual(old);
  });

  test('cannot stay on it once a source has lapsed', () => {
    const [old] = earlier();
    const lapsed = { 'sources.yaml': smallContent['sources.yaml'].replace('from: 2020-01-01', 'from: 2020-01-01, to: 2026-11-22') };
    const catalogue = publish({ ...changed, ...lapsed }, { earlier: earlier() });

    expect(catalogue.lesson(old?.key ?? '', 'vi', old?.version)).toBeUndefined();
  });
});
