import { Schema } from 'mongoose';
import type { Part, Population } from '../../../courses/model';
import { collection } from '../collection';
import { within } from '../within';

/** One organisation's people of one population at a meeting. `headcount` is its part of the signed one. */
export type MeetingShare = {
  readonly organisation: string;
  readonly name: string;
  readonly area: string;
  readonly population: Population;
  readonly headcount?: number;
};

/** Something that does not look right; until somebody outside the organisation clears it, nothing of it stands in low. */
export type MeetingQuery = {
  readonly kind: 'late' | 'over-headcount' | 'same-headcount';
  readonly fact: string; // what it was raised by: the same again raises no other
  readonly raisedAt: Date;
  readonly clearedAt?: Date;
  readonly clearedBy?: string;
  readonly reason?: string;
};

export type MeetingAct = { readonly by: string; readonly at: Date };

/** One gathering, however many organisations share it. No name of anybody who was there. */
export type Meeting = {
  readonly _id: string; // opaque: ledger rows name it
  readonly organisation: string; // whose it is
  readonly organisations: readonly string[]; // all that share it, its own first
  readonly groups: readonly string[]; // classes and shifts with a sheet
  readonly area: string; // of the organisation
  readonly title: string;
  readonly place: string;
  readonly speaker: string;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly parts: readonly Part[];
  readonly shares: readonly MeetingShare[];
  readonly planned: MeetingAct;
  readonly people?: number; // the signed headcount
  readonly counted?: MeetingAct; // who entered it, and when first
  readonly confirmed?: MeetingAct;
  readonly checkInUntil?: Date;
  readonly queries: readonly MeetingQuery[];
  readonly cancelled?: MeetingAct;
};

const act = { type: new Schema({ by: String, at: Date }, { _id: false }) };

const schema = new Schema<Meeting>(
  {
    _id: { type: String, required: true },
    organisation: { type: String, required: true },
    organisations: { type: [String], required: true },
    groups: { type: [String], required: true },
    area: { type: String, required: true },
    title: { type: String, required: true },
    place: { type: String, required: true },
    speaker: { type: String, default: '' },
    startsAt: { type: Date, required: true },
    minutes: { type: Number, required: true },
    parts: { type: [String], required: true },
    shares: { type: [Schema.Types.Mixed], required: true } as never,
    planned: act as never,
    people: Number,
    counted: act as never,
    confirmed: act as never,
    checkInUntil: Date,
    queries: { type: [Schema.Types.Mixed], default: [] } as never,
    cancelled: act as never,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ organisations: 1, startsAt: -1 });
schema.index({ area: 1, startsAt: -1 });
schema.index({ groups: 1, startsAt: -1 });
schema.index({ startsAt: -1 });

/** Shard key: `organisation`. */
export const meetings = collection('meetings', schema);
export const meetingsWithin = within(meetings, { area: 'area', organisation: 'organisations', group: 'groups' });
