import { Schema } from 'mongoose';
import type { LedgerMark } from '../../reach/ledger-marks';
import type { Reading } from '../../reach/model';
import { collection } from '../collection';

/** What one indicator of a report counts, from which day to which. */
export type BasePart = {
  readonly population: string; // as the tallies name it
  readonly from: string;
  readonly cutOff: string;
  readonly beyond: readonly string[]; // organisations counted beyond their denominator
};

/**
 * What the figures of a report were counted from, and what people erased since had added to them. A key of `erased` is
 * part/place/quarter/class, the place `plan` or the number of an organisation in `beyond`: nobody stands in it.
 */
export type ReportBase = {
  readonly _id: string; // report@moment of the snapshot
  readonly plan: string; // version
  readonly ledger: readonly LedgerMark[];
  readonly parts: readonly BasePart[];
  readonly erased: Readonly<Record<string, Readonly<Partial<Record<Reading, number>>>>>;
  readonly open: readonly string[]; // erasures begun and not ended; each ends by taking its mark away
};

const schema = new Schema<ReportBase>(
  {
    _id: { type: String, required: true },
    plan: { type: String, required: true },
    ledger: { type: Schema.Types.Mixed, required: true },
    parts: { type: Schema.Types.Mixed, required: true },
    erased: { type: Schema.Types.Mixed, default: {} },
    open: { type: [String], default: [] },
  },
  { autoIndex: false, autoCreate: false, versionKey: false, minimize: false },
);

/** Shard key: `_id`, which begins with the report. As many as there are reports, and small: read whole at an erasure. */
export const reportBases = collection('report-bases', schema);
