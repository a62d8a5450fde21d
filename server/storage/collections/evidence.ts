import { Schema } from 'mongoose';
import type { Evidence } from '../../reach/model';
import { collection } from '../collection';

/**
 * A ledger row as stored. `turn` numbers one person's rows, so that two writers cannot both count from the same history.
 * A row that is nobody's stands under its meeting (a headcount) or its own id (an erased person).
 */
export type StoredEvidence = Evidence & {
  readonly person: string;
  readonly turn: number;
  readonly erased?: true;
  readonly unsealed?: true;
  readonly sealNumber?: number; // of the seal that covers it
};

const schema = new Schema<StoredEvidence>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    turn: { type: Number, required: true },
    population: String,
    organisation: String,
    group: String,
    area: String,
    rung: { type: String, required: true },
    class: { type: String, required: true },
    parts: [String],
    identified: Boolean,
    lesson: String,
    version: String,
    sources: { type: [String], default: undefined },
    at: Date,
    day: String,
    channel: String,
    attestedBy: String,
    meeting: String,
    minutes: Number,
    count: Number,
    named: Number,
    held: Boolean,
    recall: Boolean,
    replaces: String,
    match: String,
    verdict: String,
    ends: Boolean,
    erased: Boolean,
    unsealed: Boolean,
    sealNumber: Number,
    sealed: { type: Buffer, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ person: 1, turn: 1 }, { unique: true });
schema.index({ meeting: 1 }, { partialFilterExpression: { meeting: { $exists: true } } });
schema.index({ match: 1 }, { partialFilterExpression: { match: { $exists: true } } });
schema.index({ unsealed: 1 }, { partialFilterExpression: { unsealed: true } });

/** The ledger. Shard key: `person`; all rows of a person lie together and a person's id is random. */
export const evidenceRows = collection('evidence', schema);
