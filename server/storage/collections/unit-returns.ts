import { Schema } from 'mongoose';
import type { Day } from '../../reach/period';
import type { ReportPeriod } from '../../reports/report-period';
import { collection } from '../collection';
import { within } from '../within';

/** What a unit says it did itself in a period; money in đồng. */
export const returnKinds = ['meetings', 'attendances', 'leaflets', 'panels', 'articles', 'airMinutes', 'spent'] as const;
export type ReturnKind = (typeof returnKinds)[number];
export type ReturnValues = Readonly<Record<ReturnKind, number>>;

export const returnStates = ['asked', 'sent', 'returned', 'accepted'] as const;
export type ReturnState = (typeof returnStates)[number];

/** One thing that was done to a return, in order; never taken back. */
export type ReturnAct = {
  readonly at: Date;
  readonly by: string; // staff id
  readonly did: 'asked' | 'reminded' | 'sent' | 'returned' | 'accepted';
  readonly note?: string;
};

/** A half-year's or year's return that a unit owes for a plan. */
export type UnitReturn = {
  readonly _id: string; // derived from plan, period and unit: asked for twice it is one
  readonly plan: string; // not a version: a plan imported anew keeps its returns
  readonly period: ReportPeriod;
  readonly periodId: string;
  readonly kind: 'organisation' | 'area';
  readonly node: string;
  readonly name: string;
  readonly area: string;
  readonly organisation?: string;
  readonly due: Day; // the last day
  readonly state: ReturnState;
  readonly version: number; // guards every change
  readonly values?: ReturnValues;
  readonly difficulties?: string;
  readonly proposals?: string;
  readonly acts: readonly ReturnAct[];
};

const schema = new Schema<UnitReturn>(
  {
    _id: { type: String, required: true },
    plan: { type: String, required: true },
    period: { type: Schema.Types.Mixed, required: true } as never,
    periodId: { type: String, required: true },
    kind: { type: String, required: true },
    node: { type: String, required: true },
    name: { type: String, required: true },
    area: { type: String, required: true },
    organisation: String,
    due: { type: String, required: true },
    state: { type: String, required: true },
    version: { type: Number, required: true },
    values: Schema.Types.Mixed as never,
    difficulties: String,
    proposals: String,
    acts: { type: [Schema.Types.Mixed], required: true } as never,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ plan: 1, periodId: 1 });
schema.index({ area: 1, state: 1 });
schema.index({ organisation: 1, state: 1 });

/** Shard key: `area`. */
export const unitReturns = collection('unit-returns', schema);
export const unitReturnsWithin = within(unitReturns, { area: 'area', organisation: 'organisation' });
