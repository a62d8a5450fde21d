import { Schema } from 'mongoose';
import type { ConversationRow } from '../../conversation/model';
import { collection } from '../collection';

/** One document a conversation. Shard key: `_id`, hashed. */
const schema = new Schema<ConversationRow>(
  {
    _id: { type: String, required: true },
    lane: { type: Number, required: true },
    version: { type: Number, required: true },
    event: { type: String, required: true },
    term: { type: Number },
    person: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    contact: { type: Buffer },
    dueAt: { type: Date },
    expireAt: { type: Date },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ expireAt: 1 }, { expireAfterSeconds: 0, partialFilterExpression: { expireAt: { $exists: true } } });

schema.index({ person: 1 });
schema.index({ dueAt: 1 }, { partialFilterExpression: { dueAt: { $exists: true } } });

export const conversations = collection<ConversationRow>('conversations', schema);
