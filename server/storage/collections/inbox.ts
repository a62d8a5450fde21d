import { Schema } from 'mongoose';
import type { InboxRow } from '../../conversation/model';
import { collection } from '../collection';

/** Ids of events and echoes are kept this long, so that a platform's repeat is known (`docs/design/contracts.md` §4). */
const keptSeconds = 48 * 3600;

/** Every event stored once. Shard key: `_id`, hashed. */
const schema = new Schema<InboxRow>(
  {
    _id: { type: String, required: true },
    conversation: { type: String, required: true },
    open: { type: Number },
    body: { type: Buffer },
    receivedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ receivedAt: 1 }, { expireAfterSeconds: keptSeconds });
schema.index({ open: 1, receivedAt: 1 }, { partialFilterExpression: { open: { $exists: true } } });

export const inbox = collection<InboxRow>('inbox', schema);
