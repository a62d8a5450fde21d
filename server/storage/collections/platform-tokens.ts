import { Schema } from 'mongoose';
import { collection } from '../collection';

/** The tokens an account of a platform has granted, and who may renew them now. Read and written by `server/zalo/token-store.ts`. */
export type PlatformTokenRow = {
  readonly _id: string; // channel:account
  readonly sealed: Buffer | null;
  readonly accountId?: string; // the platform's public number of the account, to know it again
  readonly holder: string;
  readonly until: Date; // of the lease; in the past when nobody holds it
};

/** Shard key: `_id`. */
const schema = new Schema<PlatformTokenRow>(
  {
    _id: { type: String, required: true },
    sealed: { type: Buffer, default: null },
    accountId: { type: String },
    holder: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);

export const platformTokens = collection<PlatformTokenRow>('platform-tokens', schema);
