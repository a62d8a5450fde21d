import { Schema } from 'mongoose';
import { collection } from '../collection';

/** A link for a class monitor: ticks one class of one meeting, once. Whoever has it sees row numbers and the ends of codes. */
export type MeetingLink = {
  readonly _id: string; // keyed hash of its token
  readonly meeting: string;
  readonly group: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly until: Date; // its row is gone a day later
  readonly usedAt?: Date;
};

const schema = new Schema<MeetingLink>(
  {
    _id: { type: String, required: true },
    meeting: { type: String, required: true },
    group: { type: String, required: true },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    until: { type: Date, required: true },
    usedAt: Date,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ until: 1 }, { expireAfterSeconds: 86_400 });

/** Shard key: `_id`, hashed already. */
export const meetingLinks = collection('meeting-links', schema);
