import { Schema } from 'mongoose';
import { collection } from '../collection';

export type Lane = {
  readonly _id: number; // 0..255
  readonly holder: string;
  readonly until: Date;
  readonly term: number; // grows with every change of hands
};

/** One lease a lane. Shard key: `_id`. */
const schema = new Schema<Lane>(
  {
    _id: { type: Number, required: true },
    holder: { type: String, required: true },
    until: { type: Date, required: true },
    term: { type: Number, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ holder: 1 });
schema.index({ until: 1 });

export const lanes = collection<Lane>('lanes', schema);
