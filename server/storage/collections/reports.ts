import { Schema } from 'mongoose';
import type { Edit, Issuer } from '../../reports/compose';
import type { ReportPeriod } from '../../reports/report-period';
import type { ReportSnapshot } from '../../reports/snapshot';
import { collection } from '../collection';
import { within } from '../within';

export const reportStates = ['draft', 'checked', 'frozen'] as const;
export type ReportState = (typeof reportStates)[number];

/** One thing that was done to a report, in order; never taken back. */
export type ReportAct = {
  readonly at: Date;
  readonly by: string; // staff id
  readonly did: 'drafted' | 'refreshed' | 'edited' | 'checked' | 'returned' | 'signed-off';
  readonly note?: string;
};

/** An official report on the way from its draft to the day it is signed. Frozen, only its acts grow. */
export type ReportRow = {
  readonly _id: string;
  readonly plan: string; // version
  readonly area: string; // the plan's
  readonly period: ReportPeriod;
  readonly issuer: Issuer;
  readonly state: ReportState;
  readonly version: number; // guards every change
  readonly snapshot: ReportSnapshot;
  readonly edits: readonly Edit[];
  readonly acts: readonly ReportAct[];
  /** `mark` is a keyed hash of the whole frozen content: whoever writes to the store cannot make another that fits. */
  readonly frozen?: { readonly at: Date; readonly hash: string; readonly mark: string };
  readonly corrects?: string; // a report already frozen, whose figures this one mends
};

const schema = new Schema<ReportRow>(
  {
    _id: { type: String, required: true },
    plan: { type: String, required: true },
    area: { type: String, required: true },
    period: { type: Schema.Types.Mixed, required: true },
    issuer: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    version: { type: Number, required: true },
    snapshot: { type: Schema.Types.Mixed, required: true },
    edits: { type: Schema.Types.Mixed, required: true },
    acts: { type: Schema.Types.Mixed, required: true },
    frozen: Schema.Types.Mixed,
    corrects: String,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ plan: 1, _id: 1 });

/** Shard key: `plan`. A few dozen rows a year, each with the figures of one period. */
export const reports = collection('reports', schema);
export const reportsWithin = within(reports, { area: 'area' });
