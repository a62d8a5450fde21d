import { Schema } from 'mongoose';
import type { Population } from '../../../courses/model';
import { collection } from '../collection';
import { within } from '../within';
import type { DenominatorMeasure } from './denominators';

/** `approving` is approved and not yet in `denominators`: whoever approves again finishes it. */
export const proposalStates = ['proposed', 'approving', 'approved', 'refused', 'withdrawn'] as const;
export type ProposalState = (typeof proposalStates)[number];

/** Whom an enterprise counts among those who work there, whoever pays them. */
export const workforceParts = ['direct', 'agency', 'seasonal'] as const;
export type Workforce = Readonly<Record<(typeof workforceParts)[number], number>>;

export type ProposalAct = { readonly by: string /* staff id */; readonly at: Date; readonly note?: string };

/** A denominator that somebody has entered and another approves. Never edited: a correction is another one. */
export type DenominatorProposal = {
  readonly _id: string;
  readonly kind: 'organisation' | 'area';
  readonly node: string;
  readonly name: string; // of the node, as it was
  readonly area: string;
  readonly organisation?: string;
  readonly population: Population;
  readonly people: number;
  readonly measure?: DenominatorMeasure;
  readonly workforce?: Workforce; // what `people` is the sum of, where an enterprise says so
  readonly asOf: string; // yyyy-mm-dd
  readonly issuer: string;
  readonly document: string;
  readonly method: string;
  readonly paper?: string;
  readonly list?: string; // the import it came with
  readonly state: ProposalState;
  readonly entered: ProposalAct;
  readonly decided?: ProposalAct;
};

const act = { type: new Schema({ by: String, at: Date, note: String }, { _id: false }) };
const parts = { type: new Schema({ direct: Number, agency: Number, seasonal: Number }, { _id: false }) };
const schema = new Schema<DenominatorProposal>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    node: { type: String, required: true },
    name: { type: String, required: true },
    area: { type: String, required: true },
    organisation: String,
    population: { type: String, required: true },
    people: { type: Number, required: true },
    measure: String,
    workforce: parts as never,
    asOf: { type: String, required: true },
    issuer: { type: String, required: true },
    document: { type: String, required: true },
    method: { type: String, required: true },
    paper: String,
    list: String,
    state: { type: String, required: true },
    entered: act as never,
    decided: act as never,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ state: 1, _id: -1 });
schema.index({ node: 1, population: 1, _id: -1 });
schema.index({ area: 1 });

/** Shard key: `node`. */
export const denominatorProposals = collection('denominator-proposals', schema);
export const denominatorProposalsWithin = within(denominatorProposals, { area: 'area', organisation: 'organisation' });
