import { Schema } from 'mongoose';
import type { OutboxRow } from '../../outbox/model';
import { collection } from '../collection';

/** Replies whose first send was not confirmed, and pushes. Shard key: `conversation`, hashed. */
const schema = new Schema<OutboxRow>(
  {
    _id: { type: String, required: true },
    conversation: { type: String, required: true },
    lane: { type: Number, required: true },
    channel: { type: String, required: true },
    sealed: { type: Buffer },
    state: { type: String, required: true },
    reason: { type: String },
    tries: { type: Number, required: true },
    resent: { type: Boolean },
    nextAt: { type: Date, required: true },
    order: { type: Number, required: true },
    term: { type: Number, required: true },
    at: { type: Date, required: true },
    push: { type: Schema.Types.Mixed },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ state: 1, nextAt: 1 });
schema.index({ conversation: 1, order: 1 });
schema.index({ 'push.kind': 1, state: 1, nextAt: 1 }, { partialFilterExpression: { 'push.kind': { $exists: true } } });
schema.index({ 'push.campaign': 1, state: 1 }, { partialFilterExpression: { 'push.campaign': { $exists: true } } });
schema.index({ at: 1 }, { expireAfterSeconds: 30 * 24 * 3600 });

export const outbox = collection<OutboxRow>('outbox', schema);
