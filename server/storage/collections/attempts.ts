import { Schema } from 'mongoose';
import { collection } from '../collection';

/** One answer to one question, or the end of one way through a lesson: a fact, never edited. */
export type StoredAttempt = {
  readonly _id: string; // conversation:turn:index
  readonly person: string;
  readonly kind: 'attempt' | 'completion';
  readonly lesson: string; // opaque key
  readonly version: string;
  readonly attempt: number;
  readonly question?: string;
  readonly choice?: readonly string[];
  readonly correct?: boolean;
  readonly right?: number;
  readonly asked?: number;
  readonly passed?: boolean;
  readonly rule: string;
  readonly at: Date;
};

/** Shard key: `person`, hashed. */
const schema = new Schema<StoredAttempt>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    kind: { type: String, required: true },
    lesson: { type: String, required: true },
    version: { type: String, required: true },
    attempt: { type: Number, required: true },
    question: { type: String },
    choice: { type: [String], default: undefined },
    correct: { type: Boolean },
    right: { type: Number },
    asked: { type: Number },
    passed: { type: Boolean },
    rule: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ person: 1 });

export const attempts = collection<StoredAttempt>('attempts', schema);
