import { Schema } from 'mongoose';
import { collection } from '../collection';

/** The 4-digit code a learner set for their web chat. Read and written by `server/widget/resume-codes.ts`. */
export type ResumeCodeRow = {
  readonly _id: string; // keyed hash of the sender
  readonly hash: string; // keyed hash of sender and code
  readonly tries: number; // wrong ones of this round
  readonly rounds: number; // spent before this one: each makes the next wait longer
  readonly waitUntil: Date | null;
  readonly setAt: Date;
};

/** As long as a browser keeps the chat's cookie: after that nobody can ask for this code. */
const keptSeconds = 400 * 24 * 3600;

/** Shard key: `_id`, hashed. */
const schema = new Schema<ResumeCodeRow>(
  {
    _id: { type: String, required: true },
    hash: { type: String, required: true },
    tries: { type: Number, required: true },
    rounds: { type: Number, required: true },
    waitUntil: { type: Date, default: null },
    setAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ setAt: 1 }, { expireAfterSeconds: keptSeconds });

export const resumeCodes = collection<ResumeCodeRow>('resume-codes', schema);
