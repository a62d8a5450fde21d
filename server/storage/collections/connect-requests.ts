import { Schema } from 'mongoose';
import { collection } from '../collection';

/** One started connection of an account: who holds the link's key, then whose browser it is. Written by `server/zalo/connect-requests.ts`. */
export type ConnectRequestRow = {
  readonly _id: string; // channel:account: one at a time, a new one ends the one before
  readonly key: string; // keyed hash
  readonly browser: string | null; // keyed hash of its cookie, from the moment the link was opened
  readonly language: 'vi' | 'en';
  readonly expiresAt: Date;
};

/** Shard key: `_id`. */
const schema = new Schema<ConnectRequestRow>(
  {
    _id: { type: String, required: true },
    key: { type: String, required: true },
    browser: { type: String, default: null },
    language: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);

export const connectRequests = collection<ConnectRequestRow>('connect-requests', schema);
