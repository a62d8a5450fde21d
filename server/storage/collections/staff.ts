import { Schema } from 'mongoose';
import { type Role, roles } from '../../staff/roles';
import type { Scope } from '../../staff/scope';
import { collection } from '../collection';

/** One member of staff. */
export type StaffRow = {
  readonly _id: string; // random, never the name: audit rows point here
  readonly name: string;
  readonly signInName: string; // folded: NFC, lower case
  readonly password: string; // argon2id, PHC format
  readonly role: Role;
  readonly scope: Scope;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
};

const schema = new Schema<StaffRow>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    signInName: { type: String, required: true },
    password: { type: String, required: true },
    role: { type: String, required: true, enum: roles },
    scope: { type: Schema.Types.Mixed, required: true },
    disabledAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ signInName: 1 }, { unique: true });

/** Shard key: none. A few hundred rows, read by `_id`. */
export const staff = collection<StaffRow>('staff', schema);
