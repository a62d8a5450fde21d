import { Schema } from 'mongoose';
import { collection } from '../collection';
import { within } from '../within';

export const requesterKinds = ['police', 'court', 'agency', 'employer', 'school', 'press', 'other'] as const;
export const decisions = ['refused', 'given-in-part', 'given'] as const;

/** Somebody outside asked in writing for data: an entry in the register, decided once and never rewritten. */
export type ThirdPartyRequestRow = {
  readonly _id: string;
  readonly kind: (typeof requesterKinds)[number];
  readonly area?: string; // whose register it stands in: the scope of who entered it
  readonly organisation?: string;
  readonly group?: string;
  readonly sealed: string; // who asked, document, legal basis, what: may name people
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly decision: (typeof decisions)[number] | null;
  readonly sealedAnswer: string | null; // why, and what was given
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
};

const schema = new Schema<ThirdPartyRequestRow>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    area: String,
    organisation: String,
    group: String,
    sealed: { type: String, required: true },
    enteredBy: { type: String, required: true },
    enteredAt: { type: Date, required: true },
    decision: { type: String, default: null },
    sealedAnswer: { type: String, default: null },
    decidedBy: { type: String, default: null },
    decidedAt: { type: Date, default: null },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ enteredAt: -1 });

/** Shard key: none. A few a year. */
const thirdPartyRequests = collection<ThirdPartyRequestRow>('third-party-requests', schema);
export const thirdPartyRequestsWithin = within(thirdPartyRequests, { area: 'area', organisation: 'organisation', group: 'group' });
