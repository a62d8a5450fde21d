import { Schema } from 'mongoose';
import type { PlanVersion } from '../../reach/plan-version';
import { collection } from '../collection';

const schema = new Schema<PlanVersion>(
  {
    _id: { type: String, required: true },
    plan: { type: String, required: true },
    area: { type: String, required: true },
    from: { type: String, required: true },
    to: { type: String, required: true },
    reading: { type: String, required: true },
    sample: { type: Boolean, required: true },
    importedAt: { type: Date, required: true },
    counting: { type: Boolean },
    file: { type: Schema.Types.Mixed, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false, minimize: false },
);
schema.index({ plan: 1, importedAt: -1 });

/** Imported plan files, immutable: the id holds the content hash. Shard key: none, a few dozen documents. */
export const plans = collection('plans', schema);
