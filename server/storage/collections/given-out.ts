import { Schema } from 'mongoose';
import type { GivenCell } from '../../reach/given-out';
import { collection } from '../collection';

/** What one output told that no output had told before. Never changed: all rows of a series say what was ever given out of it. */
export type GivenOutRow = {
  readonly _id: string; // series:number, the number padded so that ids sort
  readonly series: string; // population, reading and first day: whatever plan counts them, they are the same people
  readonly number: number;
  readonly at: Date;
  readonly cells: readonly GivenCell[];
};

const schema = new Schema<GivenOutRow>(
  {
    _id: { type: String, required: true },
    series: { type: String, required: true },
    number: { type: Number, required: true },
    at: { type: Date, required: true },
    cells: { type: Schema.Types.Mixed, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ series: 1, number: 1 }, { unique: true });

/** Shard key: `series`. A row where some place has gained ten people since it was last looked at. */
export const givenOut = collection('given-out', schema);
