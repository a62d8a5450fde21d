import { Schema } from 'mongoose';
import type { Membership } from '../../../bot/dialogue/fact';
import { collection } from '../collection';

/** Two conversations of one person. The row stays when they part; erasing the person takes it away. */
export type LinkRow = {
  readonly _id: string; // of the code that linked them
  readonly person: string; // whose both are
  readonly was: string; // the pseudonym of the conversation that typed the code, given back when they part
  readonly shown: string; // conversation that showed the code
  readonly typed: string;
  readonly membership?: Membership; // what `was` counted with, given back as well
  readonly from: Date;
  readonly until: Date | null;
  readonly erasedBy?: string; // the conversation in which erasing began
};

/** Shard key: `person`, random. */
const schema = new Schema<LinkRow>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    was: { type: String, required: true },
    shown: { type: String, required: true },
    typed: { type: String, required: true },
    membership: { type: Schema.Types.Mixed },
    from: { type: Date, required: true },
    until: { type: Date, default: null },
    erasedBy: String,
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ person: 1 });
schema.index({ was: 1 });

export const links = collection<LinkRow>('links', schema);
