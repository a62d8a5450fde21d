import type { Course, Lesson } from './model';

export type Progress = {
  readonly completed: ReadonlySet<string>; // opaque lesson keys
  readonly current?: string; // the lesson begun and not finished
};

/** The lesson to offer: the one begun, else the first core one not done, else the first optional one; nothing when all are done. */
export function nextLesson(course: Course, { completed, current }: Progress): Lesson | undefined {
  const open = course.lessons.filter((lesson) => !completed.has(lesson.key));
  return open.find(({ key }) => key === current) ?? open.find(({ core }) => core) ?? open[0];
}
