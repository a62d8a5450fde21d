import type { Connection } from 'mongoose';
import type { Lesson } from '../courses/model';
import { native } from './storage/collection';
import { lessons } from './storage/collections/lessons';
import { insertNew } from './storage/insert-new';

/** Keeps every served version for good: a learner in the middle of one stays on it, and an attempt names it for ever. */
export async function publishLessons(db: Connection, served: readonly Lesson[], now: Date): Promise<void> {
  const rows = served.map((lesson) => ({ _id: lesson.version, lesson, publishedAt: now }));
  await insertNew(native(lessons(db)), rows);
}

/** Every version published so far. */
export async function publishedLessons(db: Connection): Promise<readonly Lesson[]> {
  const rows = await native(lessons(db)).find({}).toArray();
  return rows.map((row) => row.lesson);
}
