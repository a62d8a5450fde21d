import { Schema } from 'mongoose';
import { collection } from '../collection';

/** Written by `connect-mongo` only; read here to list and end sign-ins. What stands in `session` is declared in `server/staff/staff-session.ts`. */
export type SignInRow = {
  readonly _id: string; // the session id itself: never shown, since it is all a browser needs
  readonly expires?: Date;
  readonly lastModified?: Date;
  readonly session?: {
    readonly signInId?: string;
    readonly staffId?: string;
    readonly signedInAt?: number;
    readonly browser?: string;
  };
};

const signInSchema = new Schema<SignInRow>(
  { _id: { type: String, required: true }, expires: Date, lastModified: Date, session: Schema.Types.Mixed },
  { versionKey: false, autoIndex: false },
);
signInSchema.index({ expires: 1 }, { expireAfterSeconds: 0 });
signInSchema.index({ 'session.staffId': 1 });

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
