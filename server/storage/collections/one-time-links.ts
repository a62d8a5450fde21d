import { Schema } from 'mongoose';
import type { Role } from '../../staff/roles';
import type { Scope } from '../../staff/scope';
import { collection } from '../collection';

/** A link that an administrator hands over in their own way: to a new account, or to a new password for one that is there. */
export type OneTimeLinkRow = {
  readonly _id: string; // keyed hash of the token: nobody who reads the store can open it
  readonly kind: 'invitation' | 'password';
  readonly staffId: string; // of an invitation the id that its account will have, so that it is made once
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

const schema = new Schema<OneTimeLinkRow>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    staffId: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, required: true },
    scope: { type: Schema.Types.Mixed, required: true },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ staffId: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Shard key: `_id`. A row goes when its link is used, withdrawn or too old. */
export const oneTimeLinks = collection<OneTimeLinkRow>('one-time-links', schema);
