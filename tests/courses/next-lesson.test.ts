import fc from 'fast-check';
import type { Course } from '../../courses/model';
import { nextLesson } from '../../courses/next-lesson';
import { aLesson } from './support/a-lesson';

const course: Course = {
  id: 'a',
  title: 'Khóa A',
  titles: { vi: 'Khóa A', en: 'Course A' },
  populations: ['upper-secondary'],
  lessons: ['1', '3', '5', '2', '4'].map((key) => aLesson({ key, core: ['1', '3', '5'].includes(key) })),
};
const keys = course.lessons.map(({ key }) => key);

describe('the next lesson', () => {
  test.each<{ completed: readonly string[]; current?: string; next: string | undefined }>([
    { completed: [], next: '1' },
    { completed: ['1'], next: '3' },
    { completed: ['2', '4', '1'], next: '3' },
    { completed: ['1', '3', '5'], next: '2' },
    { completed: ['1', '3', '5', '2'], next: '4' },
    { completed: keys, next: undefined },
    { completed: [], current: '4', next: '4' },
    { completed: ['4'], current: '4', next: '1' },
    { completed: ['1'], current: 'withdrawn', next: '3' },
  ])('after $completed, in the middle of $current, is $next', ({ completed, current, next }) => {
    const progress = { completed: new Set(completed), ...(current === undefined ? {} : { current }) };

    expect(nextLesson(course, progress)?.key).toBe(next);
  });

  test('taken again and again goes through all of them, core ones first, each once', () => {
    fc.assert(
      fc.property(fc.subarray(keys), (already) => {
        const completed = new Set(already);
        const taken = [];
        for (let next = nextLesson(course, { completed }); next !== undefined; next = nextLesson(course, { completed })) {
          taken.push(next);
          completed.add(next.key);
        }

        expect(taken.map(({ key }) => key)).toEqual(keys.filter((key) => !already.includes(key)));
        expect(taken.map(({ core }) => core)).toEqual(taken.map(({ core }) => core).sort((a, b) => Number(b) - Number(a)));
      }),
    );
  });
});
