import { Schema } from 'mongoose';
import type { RowError } from '../../organisations/csv-rows';
import { collection } from '../collection';
import type { Group } from './groups';
import type { Organisation } from './organisations';

export const placeImportKinds = ['organisations', 'groups', 'rollover'] as const;
export type PlaceImportKind = (typeof placeImportKinds)[number];

export const placeRowStatuses = ['wrong', 'new', 'changed', 'same'] as const;
export type PlaceRowStatus = (typeof placeRowStatuses)[number];

/** A file of organisations or groups, or next year's classes: what it would change, and once confirmed did. Seen only by whoever brought it. */
export type PlaceImport = {
  readonly _id: string;
  readonly kind: PlaceImportKind;
  readonly staff: string;
  readonly organisation?: string; // where its groups belong, when it was begun there
  readonly state: 'staged' | 'confirmed' | 'undone';
  readonly counts: Readonly<Record<PlaceRowStatus, number>>;
  readonly at: Date;
  readonly confirmedAt?: Date;
  readonly left?: number; // rows that somebody else had changed meanwhile, or that are in use, and were let be
  readonly expiresAt: Date; // a day to be confirmed, then 7 days to be undone
};

export type PlaceRow = {
  readonly line: number;
  readonly id: string;
  readonly name: string;
  readonly status: PlaceRowStatus;
  readonly faults: readonly RowError[];
  readonly before?: Organisation | Group;
  readonly after?: Organisation | Group;
};

/** Rows of one status, as many as a screen shows. */
export type PlaceImportPage = {
  readonly _id: string; // import:status:number
  readonly import: string;
  readonly rows: readonly PlaceRow[];
  readonly expiresAt: Date;
};

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const importSchema = new Schema<PlaceImport>(
  { _id: { type: String, required: true }, staff: String, expiresAt: Date },
  { ...options, strict: false },
);
importSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
importSchema.index({ staff: 1, at: -1 });
const pageSchema = new Schema<PlaceImportPage>(
  { _id: { type: String, required: true }, import: String, expiresAt: Date },
  { ...options, strict: false },
);
pageSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
pageSchema.index({ import: 1 });

/** Shard key: `_id`. */
export const placeImports = collection('place-imports', importSchema);
/** Shard key: `_id`. */
export const placeImportPages = collection('place-import-pages', pageSchema);
