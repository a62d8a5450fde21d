import { Schema } from 'mongoose';
import { collection } from '../collection';

/** Roles grow with the product; today every account is an officer. */
export const roles = ['officer'] as const;
export type Role = (typeof roles)[number];

/** One member of staff. `area` limits what they see to that area and all below it; `null` is the whole plan. */
export type StaffRow = {
  readonly _id: string; // random, never the name: audit rows point here
  readonly name: string;
  readonly signInName: string; // folded: NFC, lower case
  readonly password: string; // argon2id, PHC format
  readonly role: Role;
  readonly area: string | null;
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
    area: { type: String, default: null },
    disabledAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ signInName: 1 }, { unique: true });

/** Shard key: none. A few hundred rows, read by `_id`. */
export const staff = collection<StaffRow>('staff', schema);
