import { Schema } from 'mongoose';
import type { Day } from '../../reach/period';
import type { ReportPeriod } from '../../reports/report-period';
import { collection } from '../collection';
import { within } from '../within';

export type EnteredAct = { readonly by: string /* staff id */; readonly at: Date; readonly note?: string };

/** `waiting` for a second person, `stands`, or `refused` by that person. */
export const enteredStates = ['waiting', 'stands', 'refused'] as const;
export type EnteredState = (typeof enteredStates)[number];

/** One figure of an indicator that is not counted from the ledger. Never edited: of those that stand the last is the period's. */
export type EnteredFigure = {
  readonly _id: string;
  readonly plan: string; // not a version
  readonly indicator: string;
  readonly period: ReportPeriod;
  readonly periodId: string;
  readonly area: string; // the plan's
  readonly value?: number; // a whole number, of a change tenths of a percent; none where the plan asks for no number
  readonly of?: number; // what a share is of
  readonly result: string; // in words; may be empty beside a number
  readonly agency: string; // where the figure comes from
  readonly document: string;
  readonly day: Day; // of the document
  readonly paper?: string; // never about people who sell sex
  readonly state: EnteredState;
  readonly entered: EnteredAct;
  readonly decided?: EnteredAct;
};

const act = { type: new Schema({ by: String, at: Date, note: String }, { _id: false }) };
const schema = new Schema<EnteredFigure>(
  {
    _id: { type: String, required: true },
    plan: { type: String, required: true },
    indicator: { type: String, required: true },
    period: { type: Schema.Types.Mixed, required: true } as never,
    periodId: { type: String, required: true },
    area: { type: String, required: true },
    value: Number,
    of: Number,
    result: { type: String, default: '' },
    agency: { type: String, required: true },
    document: { type: String, required: true },
    day: { type: String, required: true },
    paper: String,
    state: { type: String, required: true },
    entered: act as never,
    decided: act as never,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ plan: 1, periodId: 1, _id: 1 });
schema.index({ area: 1 });

/** Shard key: `plan`. */
export const enteredFigures = collection('entered-figures', schema);
export const enteredFiguresWithin = within(enteredFigures, { area: 'area' });
