import { Schema } from 'mongoose';
import type { Day } from '../../reach/period';
import { collection } from '../collection';
import { within } from '../within';

/** What is entered by hand; meetings and lượt are counted from the meetings themselves. Money in đồng. */
export const outputKinds = ['leaflets', 'panels', 'articles', 'airMinutes', 'spent'] as const;
export type OutputKind = (typeof outputKinds)[number];

export type OutputAct = { readonly by: string /* staff id */; readonly at: Date; readonly note?: string };

/** Something that was made, printed, sent or paid. Never edited: a wrong one is withdrawn with its reason and entered again. */
export type OutputRow = {
  readonly _id: string;
  readonly kind: OutputKind;
  readonly amount: number;
  readonly day: Day;
  readonly title: string;
  readonly document: string;
  readonly area: string;
  readonly organisation?: string;
  readonly place: string; // the name of either, as it was
  readonly entered: OutputAct;
  readonly withdrawn?: OutputAct;
};

const act = { type: new Schema({ by: String, at: Date, note: String }, { _id: false }) };
const schema = new Schema<OutputRow>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    amount: { type: Number, required: true },
    day: { type: String, required: true },
    title: { type: String, required: true },
    document: { type: String, required: true },
    area: { type: String, required: true },
    organisation: String,
    place: { type: String, required: true },
    entered: act as never,
    withdrawn: act as never,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ day: 1 });
schema.index({ area: 1, day: 1 });
schema.index({ organisation: 1, day: 1 });

/** Shard key: `area`. */
export const outputs = collection('outputs', schema);
export const outputsWithin = within(outputs, { area: 'area', organisation: 'organisation' });
