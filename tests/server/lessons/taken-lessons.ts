import type { Lesson, Question } from '../../../courses/model';
import type { StoredAttempt } from '../../../server/storage/collections/attempts';

const question = (id: string, key: readonly string[], kind: Question['kind'] = 'single'): Question => ({
  ...{ id, kind, key, text: `Câu ${id}`, explanation: '', citations: [], parts: ['law'], unreviewed: [] },
  options: ['A', 'B', 'C'].map((one) => ({ key: one, text: `phương án ${one}` })),
});
export const lesson = (version: string, course: string): Lesson => ({
  ...{ id: `${course}-1`, key: `key-${course}`, version, course, language: 'vi', title: 'Bài thử', goal: '', minutes: 3, core: true },
  ...{ messages: [], effectiveFrom: '2026-01-01', reviewBy: '2027-01-01', draft: false },
  questions: [question('1', ['A']), question('2', ['B']), question('3', ['A', 'B'], 'several')],
});
export const courses = () => [
  { id: 'thpt', titles: { vi: 'Học sinh', en: 'Students' }, populations: ['upper-secondary'] as const },
  { id: 'csdv', titles: { vi: 'Cơ sở', en: 'Establishments' }, populations: ['service-worker'] as const },
];

/** What somebody answered, question by question: a letter each, `AB` for several. */
export function answers(person: string, given: readonly string[], { version = 'v1', attempt = 1 } = {}): readonly StoredAttempt[] {
  const keys = ['A', 'B', 'AB'];
  return given.map((choice, place) => ({
    ...{
      _id: `${person}:${version}:${attempt}:${place}`,
      person,
      kind: 'attempt',
      lesson: 'key-thpt',
      version,
      attempt,
      rule: 'five-of-six',
    },
    ...{ question: String(place), choice: [...choice], correct: choice === keys[place], at: new Date(1_800_000_000_000 + place * 1000) },
  }));
}
export const crowd = (name: string, count: number, given: readonly string[], options = {}) =>
  Array.from({ length: count }, (_, n) => answers(`${name}${n}`, given, options)).flat();
