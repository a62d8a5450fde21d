import { Schema } from 'mongoose';
import { collection } from '../collection';
import { within } from '../within';

export const requestKinds = ['view', 'correct', 'withdraw', 'object', 'erase'] as const;
export type RequestKind = (typeof requestKinds)[number];
export const requestOutcomes = ['done', 'nothing-held', 'refused'] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

/** What somebody asked about their own data and the office owes them, with its deadlines. Whose it is stands here only while it is open. */
export type DataRequest = {
  readonly _id: string; // random number, told to whoever asked
  readonly kind: RequestKind;
  readonly from: 'chat' | 'paper';
  readonly askedAt: Date;
  readonly acknowledgeBy: Date;
  readonly due: Date;
  readonly open?: true;
  readonly person?: string;
  readonly acknowledgedAt?: Date;
  readonly extendedAt?: Date; // once, with a reason told to whoever asked
  readonly extension?: string;
  readonly doneAt?: Date;
  readonly outcome?: RequestOutcome;
  readonly identity?: string; // on paper: how staff made sure who asks; never a number of a document
  readonly takenBy?: string; // staff id
  readonly alarmedAt?: Date;
};

/** Shard key: `_id`, hashed. */
const schema = new Schema<DataRequest>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true, enum: requestKinds },
    from: { type: String, required: true },
    askedAt: { type: Date, required: true },
    acknowledgeBy: { type: Date, required: true },
    due: { type: Date, required: true },
    open: { type: Boolean },
    person: { type: String },
    acknowledgedAt: { type: Date },
    extendedAt: { type: Date },
    extension: { type: String },
    doneAt: { type: Date },
    outcome: { type: String, enum: requestOutcomes },
    identity: { type: String },
    takenBy: { type: String },
    alarmedAt: { type: Date },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ open: 1, due: 1 }, { partialFilterExpression: { open: { $exists: true } } });
schema.index({ person: 1 }, { partialFilterExpression: { person: { $exists: true } } });
schema.index({ doneAt: -1 });

export const dataRequests = collection<DataRequest>('data-requests', schema);
/** Requests belong to no place: only somebody whose scope is everything sees them. */
export const dataRequestsWithin = within(dataRequests, {});
