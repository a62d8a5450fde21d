import type { Connection } from 'mongoose';
import type { Course } from '../../courses/model';
import { createGiveOut } from '../reach/give-out';
import { dayOf } from '../reach/period';
import { native } from '../storage/collection';
import { attempts, type StoredAttempt } from '../storage/collections/attempts';
import { lessonFigures } from '../storage/collections/lesson-figures';
import { lessons, type PublishedLesson } from '../storage/collections/lessons';
import { lessonEdition } from './lesson-edition';
import { addPassage, emptySums, type LessonSums } from './lesson-sums';
import type { LessonFigures } from './model';
import { passagesOf, type Times, times } from './passages';

export type CountLessonsDeps = {
  readonly db: Connection;
  readonly courses: () => readonly Pick<Course, 'id' | 'titles' | 'populations'>[];
  readonly now: () => Date;
};

/** Everybody's answers, person after person, as new editions of the lessons' figures; answers how many were written. May be run at any time. */
export async function countLessons({ db, courses, now }: CountLessonsDeps): Promise<number> {
  const open = new Map(courses().flatMap((course) => (isForServiceWorkers(course) ? [] : [[course.id, course] as const])));
  const published = (await native(lessons(db)).find().toArray()).filter(({ lesson }) => open.has(lesson.course));
  const sums = await sumsOf(db, published);
  const giveOut = createGiveOut(db, now);
  const rows = native(lessonFigures(db));
  const known = new Map((await rows.find().toArray()).map((row) => [row._id, row]));
  const day = dayOf(now());
  let written = 0;
  for (const { _id: version, lesson, publishedAt } of published) {
    const course = open.get(lesson.course);
    for (const time of times) {
      const id = idOf(version, time);
      const before = known.get(id);
      const counted = sums.get(id);
      if (course === undefined || (counted === undefined && before === undefined)) continue;
      const { questions } = lesson;
      const edition = { series: `lesson ${id}`, questions, sums: counted ?? emptySums(questions.length), before, day };
      const row: LessonFigures = {
        _id: id,
        lesson: lesson.key,
        name: lesson.id,
        course: course.id,
        courseTitles: course.titles,
        version,
        language: lesson.language,
        title: lesson.title,
        publishedAt,
        times: time,
        day,
        ...(await lessonEdition(giveOut, edition)),
      };
      await rows.replaceOne({ _id: id }, row, { upsert: true });
      written += 1;
    }
  }
  return written;
}

/** What is made for them is on no such page, whoever else has opened it (`docs/design/reach.md` §3). */
function isForServiceWorkers({ populations }: Pick<Course, 'populations'>): boolean {
  return populations.includes('service-worker');
}

function idOf(version: string, time: Times): string {
  return `${version}:${time}`;
}

async function sumsOf(db: Connection, published: readonly PublishedLesson[]): Promise<ReadonlyMap<string, LessonSums>> {
  const questions = new Map(published.map(({ _id, lesson }) => [_id, lesson.questions.length]));
  const sums = new Map<string, LessonSums>();
  for await (const person of everybody(db)) {
    for (const passage of passagesOf(person)) {
      const count = questions.get(passage.version);
      if (count === undefined) continue;
      const id = idOf(passage.version, passage.times);
      const sum = sums.get(id) ?? emptySums(count);
      sums.set(id, sum);
      addPassage(sum, passage);
    }
  }
  return sums;
}

const projection = { person: 1, kind: 1, version: 1, attempt: 1, question: 1, choice: 1, correct: 1, at: 1 } as const;

/** One person's rows after the other's: memory does not grow with the number of people. */
async function* everybody(db: Connection): AsyncGenerator<readonly StoredAttempt[]> {
  const found = native(attempts(db)).find<StoredAttempt>({}, { projection, batchSize: 2_000 }).sort({ person: 1 });
  let person: StoredAttempt[] = [];
  for await (const row of found) {
    if (person[0] !== undefined && person[0].person !== row.person) {
      yield person;
      person = [];
    }
    person.push(row);
  }
  if (person.length > 0) yield person;
}
