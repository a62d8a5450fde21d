import { Schema } from 'mongoose';
import type { LessonFigures } from '../../lessons/model';
import { collection } from '../collection';
import { within } from '../within';

/** The latest edition of each version's figures, made by night: small groups are withheld in what is stored. */
const schema = new Schema<LessonFigures>(
  {
    _id: { type: String, required: true },
    lesson: { type: String, required: true },
    course: { type: String, required: true },
    version: { type: String, required: true },
    times: { type: String, required: true },
    questions: { type: Schema.Types.Mixed, required: true },
  },
  { strict: false, autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ lesson: 1, times: 1 });

/** Shard key: `_id`. */
export const lessonFigures = collection<LessonFigures>('lesson-figures', schema);

/** Of everybody together: for whom sees a part, there is nothing. */
export const lessonFiguresWithin = within(lessonFigures, {});
