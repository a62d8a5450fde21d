import { Schema } from 'mongoose';
import type { Lesson } from '../../../courses/model';
import { collection } from '../collection';

/** A published version of a lesson: written once, never changed; a learner under way stays on theirs. */
export type PublishedLesson = { readonly _id: string /* content hash */; readonly lesson: Lesson; readonly publishedAt: Date };

/** Shard key: `_id`. */
const schema = new Schema<PublishedLesson>(
  {
    _id: { type: String, required: true },
    lesson: { type: Schema.Types.Mixed, required: true },
    publishedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);

export const lessons = collection<PublishedLesson>('lessons', schema);
