import { Schema } from 'mongoose';
import { collection } from '../collection';

/** What an agency has to have in hand before learners are let in. */
export const readinessItems = ['controller', 'data-officer', 'impact-assessment', 'cross-border-messenger', 'cross-border-zalo'] as const;
export type ReadinessItem = (typeof readinessItems)[number];

/** One recording; a later one of the same item stands in its place, and none is changed or removed. */
export type ReadinessRow = {
  readonly _id: string; // ulid: in the order of recording
  readonly item: ReadinessItem;
  readonly name?: string; // of an agency or an office, never of a person
  readonly document: string;
  readonly date?: string; // yyyy-mm-dd
  readonly at: Date;
  readonly by: string; // staff id, or `cli`
};

const schema = new Schema<ReadinessRow>(
  {
    _id: { type: String, required: true },
    item: { type: String, required: true, enum: readinessItems },
    name: { type: String },
    document: { type: String, required: true },
    date: { type: String },
    at: { type: Date, required: true },
    by: { type: String, required: true },
  },
  { versionKey: false, autoIndex: false, autoCreate: false },
);

/** Shard key: none. A few dozen rows in the life of an installation. */
export const readiness = collection<ReadinessRow>('readiness', schema);
