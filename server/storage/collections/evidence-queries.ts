import { Schema } from 'mongoose';
import type { Population } from '../../../courses/model';
import type { Day } from '../../reach/period';
import { collection } from '../collection';
import { within } from '../within';

export const evidenceQueryKinds = ['burst', 'same-answers', 'too-fast'] as const;
export type EvidenceQueryKind = (typeof evidenceQueryKinds)[number];

/** Lessons in chat that do not look like people learning: in the high figure only until somebody outside clears them. Names nobody. */
export type EvidenceQuery = {
  readonly _id: string;
  readonly kind: EvidenceQueryKind;
  readonly population: Population;
  readonly organisation?: string;
  readonly area: string;
  readonly day: Day; // of the first of them
  readonly people: number;
  readonly rows: readonly string[]; // of the ledger
  readonly raisedAt: Date;
  readonly clearedAt?: Date;
  readonly clearedBy?: string;
  readonly reason?: string;
};

const schema = new Schema<EvidenceQuery>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    population: { type: String, required: true },
    organisation: String,
    area: { type: String, required: true },
    day: { type: String, required: true },
    people: { type: Number, required: true },
    rows: { type: [String], required: true },
    raisedAt: { type: Date, required: true },
    clearedAt: Date,
    clearedBy: String,
    reason: String,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ rows: 1 });
schema.index({ area: 1, raisedAt: -1 });
schema.index({ organisation: 1, raisedAt: -1 });

/** Shard key: `_id`. */
export const evidenceQueries = collection('evidence-queries', schema);
export const evidenceQueriesWithin = within(evidenceQueries, { area: 'area', organisation: 'organisation' });
