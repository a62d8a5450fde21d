import { Schema } from 'mongoose';
import { collection } from '../collection';

/** Written by `connect-mongo` only; the model exists for its name and its indexes. */
type SignInRow = { readonly _id: string; readonly expires?: Date; readonly session?: unknown };

const signInSchema = new Schema<SignInRow>(
  { _id: { type: String, required: true }, expires: Date, session: Schema.Types.Mixed },
  { versionKey: false, autoIndex: false },
);
signInSchema.index({ expires: 1 }, { expireAfterSeconds: 0 });

/** Who is signed in. Shard key: `_id`, the random session id. */
export const signIns = collection<SignInRow>('sign-ins', signInSchema);

/** Written by `rate-limiter-flexible` only; `key` is a keyed hash, never a name or an address. */
type SignInAttemptRow = { readonly key: string; readonly points: number; readonly expire: Date | null };

const attemptSchema = new Schema<SignInAttemptRow>(
  { key: { type: String, required: true }, points: { type: Number, required: true }, expire: { type: Date, default: null } },
  { versionKey: false, autoIndex: false },
);
attemptSchema.index({ key: 1 }, { unique: true });
attemptSchema.index({ expire: -1 }, { expireAfterSeconds: 0 });

/** Failed sign-ins of the last minutes. Shard key: `key`. */
export const signInAttempts = collection<SignInAttemptRow>('sign-in-attempts', attemptSchema);
