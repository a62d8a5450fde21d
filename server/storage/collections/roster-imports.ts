import { Schema } from 'mongoose';
import { collection } from '../collection';
import { within } from '../within';

export const rosterStates = ['staged', 'confirming', 'confirmed', 'undone'] as const;

export type RosterCounts = {
  readonly new: number;
  readonly matched: number;
  readonly probable: number;
  readonly broken: number;
  readonly skipped: number;
};

/** One roster that somebody brought. Who is listed stands only in `staged`, sealed, until it is confirmed or a day has passed. */
export type RosterImport = {
  readonly _id: string;
  readonly area: string;
  readonly organisation: string;
  readonly group?: string; // absent: the rows say which
  readonly actor: string;
  readonly state: (typeof rosterStates)[number];
  readonly counts: RosterCounts;
  readonly basis?: string;
  readonly staged?: Buffer; // sealed under `roster-staging`
  readonly stagedAt: Date;
  readonly expiresAt?: Date; // only until confirmed
  readonly confirmedAt?: Date; // while `confirming`: when that began
  readonly progress?: { readonly done: number; readonly total: number };
  readonly undoneAt?: Date;
};

const schema = new Schema<RosterImport>(
  {
    _id: { type: String, required: true },
    area: { type: String, required: true },
    organisation: { type: String, required: true },
    group: String,
    actor: { type: String, required: true },
    state: { type: String, required: true, enum: rosterStates },
    counts: { type: Schema.Types.Mixed, required: true },
    basis: String,
    staged: Buffer,
    stagedAt: { type: Date, required: true },
    expiresAt: Date,
    confirmedAt: Date,
    progress: { type: Schema.Types.Mixed },
    undoneAt: Date,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ organisation: 1, stagedAt: -1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
/** An organisation confirms one roster at a time: two at once would both find that nobody has a code yet. */
schema.index({ organisation: 1 }, { name: 'one-confirming', unique: true, partialFilterExpression: { state: 'confirming' } });

/** Shard key: `organisation`. */
export const rosterImports = collection('roster-imports', schema);
export const rosterImportsWithin = within(rosterImports, { area: 'area', organisation: 'organisation', group: 'group' });
