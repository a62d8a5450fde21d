import { Schema } from 'mongoose';
import type { ChannelName } from '../../../bot/channels/channel';
import type { Purpose } from '../../../bot/dialogue/fact';
import { collection } from '../collection';

/** One yes or no to one purpose; append-only, the newest row of a purpose holds. */
export type ConsentRow = {
  readonly _id: string; // conversation:turn:index
  readonly person: string;
  readonly purpose: Purpose;
  readonly given: boolean;
  readonly textVersion: string;
  readonly language: string;
  readonly actor: 'learner' | 'guardian' | 'staff'; // who said it; staff put in what they have on paper
  readonly channel: ChannelName | 'paper';
  readonly at: Date;
};

/** Shard key: `person`, hashed. */
const schema = new Schema<ConsentRow>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    purpose: { type: String, required: true },
    given: { type: Boolean, required: true },
    textVersion: { type: String, required: true },
    language: { type: String, required: true },
    actor: { type: String, required: true },
    channel: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ person: 1, at: 1 });
schema.index({ purpose: 1, given: 1, at: 1 });

export const consents = collection<ConsentRow>('consents', schema);
