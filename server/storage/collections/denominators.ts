import { Schema } from 'mongoose';
import type { Population } from '../../../courses/model';
import { collection } from '../collection';
import { within } from '../within';

/** `newcomers`: who joined in a school year; `ever`: everybody there was since the plan began. Without it, who is there on the day. */
export const denominatorMeasures = ['newcomers', 'ever'] as const;
export type DenominatorMeasure = (typeof denominatorMeasures)[number];

/** How many people of a population are at an organisation or area on a date, and who says so (`docs/design/reach.md` §1). */
export type DenominatorRow = {
  readonly _id: string; // kind:node:population:as-of date, and from the console the proposal: of several the last counts
  readonly kind: 'organisation' | 'area';
  readonly node: string;
  readonly population: Population;
  readonly people: number;
  readonly measure?: DenominatorMeasure;
  readonly asOf: string; // yyyy-mm-dd
  readonly issuer: string;
  readonly document: string;
  readonly method: string;
  readonly approver: string;
  readonly area?: string; // who may see it
  readonly organisation?: string;
  readonly proposal?: string; // where its history and its paper are
};

const schema = new Schema<DenominatorRow>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    node: { type: String, required: true },
    population: { type: String, required: true },
    people: { type: Number, required: true },
    measure: String,
    asOf: { type: String, required: true },
    issuer: { type: String, required: true },
    document: { type: String, required: true },
    method: { type: String, required: true },
    approver: { type: String, required: true },
    area: String,
    organisation: String,
    proposal: String,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ population: 1, asOf: 1 });
schema.index({ area: 1 });
schema.index({ organisation: 1 });
schema.index({ node: 1 });

/** Signed settings, only ever added to, read whole per population. Shard key: `node`. */
export const denominators = collection('denominators', schema);
export const denominatorsWithin = within(denominators, { area: 'area', organisation: 'organisation' });
