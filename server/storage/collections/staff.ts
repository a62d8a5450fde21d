import { Schema } from 'mongoose';
import { type Role, roles } from '../../staff/roles';
import type { Scope } from '../../staff/scope';
import { collection } from '../collection';

/** A second factor as it is kept: nothing in it can be used without the key it is sealed or hashed with. */
export type SecondFactorRow = {
  readonly secret: string; // sealed, base64
  readonly lastStep: number; // of the newest code that was used: no code is good twice
  readonly recovery: readonly string[]; // keyed hashes of the codes that are left
  readonly since: Date;
};

/** One member of staff. */
export type StaffRow = {
  readonly _id: string; // random, never the name: audit rows point here
  readonly name: string;
  readonly signInName: string; // folded: NFC, lower case
  readonly password: string; // argon2id, PHC format
  readonly role: Role;
  readonly scope: Scope;
  readonly secondFactor?: SecondFactorRow | null;
  readonly signInsFrom?: Date | null; // sign-ins begun before that are over
  readonly lockedUntil?: Date | null; // somebody guessed too often: not even the right password opens until then
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
    secondFactor: { type: Schema.Types.Mixed, default: null },
    signInsFrom: { type: Date, default: null },
    lockedUntil: { type: Date, default: null },
    disabledAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ signInName: 1 }, { unique: true });

/** Shard key: none. A few thousand rows, read by `_id`. */
export const staff = collection<StaffRow>('staff', schema);
