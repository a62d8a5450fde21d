import type { Course, Lesson } from '../../courses/model';
import { nextLesson } from '../../courses/next-lesson';
import { currentRecord } from './lesson-run';
import type { Session } from './session';
import type { Context } from './step';

/** The courses made for this learner; without a known population, those for the youngest: their words suit everybody. */
export function ownCourses({ catalogue, session }: Pick<Context, 'catalogue' | 'session'>): readonly Course[] {
  const population = session.membership?.population ?? session.population ?? 'upper-secondary';
  const own = catalogue.courses.filter((course) => course.populations.includes(population));
  return own.length > 0 ? own : catalogue.courses;
}

/** The lesson to offer: the one begun, else the first unfinished one of the learner's own courses, the required ones first. */
export function nextOffered(context: Pick<Context, 'catalogue' | 'session'>): Lesson | undefined {
  const record = currentRecord(context.session);
  const begun = record?.finished === true ? undefined : lessonInProgress(context);
  if (begun !== undefined) return begun;

  const completed = new Set(Object.keys(context.session.records).filter((key) => isDone(context.session, key)));
  const next = ownCourses(context)
    .map((course) => nextLesson(course, { completed }))
    .find((lesson) => lesson !== undefined);
  return next && inLanguage(context, next.key);
}

/** The lesson the session stands in, in the version it was begun with; `undefined` when that version is served no more. */
export function lessonInProgress({ catalogue, session }: Pick<Context, 'catalogue' | 'session'>): Lesson | undefined {
  const record = currentRecord(session);
  if (session.lesson === undefined || record === undefined) return undefined;
  return catalogue.lesson(session.lesson, session.language, record.version);
}

export function inLanguage({ catalogue, session }: Pick<Context, 'catalogue' | 'session'>, key: string): Lesson | undefined {
  return catalogue.lesson(key, session.language);
}

export function isDone(session: Session, key: string): boolean {
  return session.records[key]?.results !== undefined;
}
