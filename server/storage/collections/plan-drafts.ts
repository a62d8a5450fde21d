import { Schema } from 'mongoose';
import { collection } from '../collection';
import { within } from '../within';

/** A plan on its way into the product: written or brought by some, imported by another. */
export type PlanDraft = {
  readonly _id: string;
  readonly area: string; // where the plan will hold
  readonly text: string; // a plan file
  readonly paper?: string; // the issued document
  readonly state: 'draft' | 'importing' | 'imported' | 'discarded';
  readonly version: number; // guards every change
  readonly writers: readonly string[]; // staff ids; none of them imports it
  readonly changedAt: Date;
  readonly decided?: { readonly by: string; readonly at: Date };
  readonly imported?: string; // the plan's version
};

const schema = new Schema<PlanDraft>(
  {
    _id: { type: String, required: true },
    area: { type: String, required: true },
    text: { type: String, required: true },
    paper: String,
    state: { type: String, required: true },
    version: { type: Number, required: true },
    writers: { type: [String], required: true },
    changedAt: { type: Date, required: true },
    decided: Schema.Types.Mixed,
    imported: String,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ changedAt: 1 });

/** Shard key: `_id`. A few dozen rows. */
export const planDrafts = collection('plan-drafts', schema);
export const planDraftsWithin = within(planDrafts, { area: 'area' });
