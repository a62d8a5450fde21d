import { Schema } from 'mongoose';
import { collection } from '../collection';

/** A conversation that was erased and of which event ids and its own empty row are still needed: for the answer, and to know repeats. */
export type ErasedConversation = { readonly _id: string; readonly at: Date };

/** Shard key: `_id`, hashed. */
const schema = new Schema<ErasedConversation>(
  { _id: { type: String, required: true }, at: { type: Date, required: true } },
  { versionKey: false, autoIndex: false },
);
schema.index({ at: 1 });

export const erasedConversations = collection<ErasedConversation>('erased-conversations', schema);
