import { Schema } from 'mongoose';
import { collection } from '../collection';
import { within } from '../within';

/** Who of one class was at a meeting, by the ids of their codes. What stands in neither list has not been looked at. */
export type MeetingList = {
  readonly _id: string; // meeting:group
  readonly meeting: string;
  readonly group: string;
  readonly organisation: string;
  readonly area: string;
  readonly present: readonly PresentRow[];
  readonly absent: readonly string[];
  readonly complete: boolean; // everybody else was absent: somebody said so
  readonly savedBy: readonly string[]; // staff ids, and the links of class monitors
  readonly savedAt: Date;
  readonly saves: readonly string[]; // keys of the last saves, so that one that is sent again changes nothing
  readonly version: number;
  readonly confirmed?: { readonly by: string; readonly at: Date; readonly codes: readonly string[] }; // what somebody else has vouched for
};

/** `at`: when it was first entered. */
export type PresentRow = { readonly code: string; readonly at: Date };

const schema = new Schema<MeetingList>(
  {
    _id: { type: String, required: true },
    meeting: { type: String, required: true },
    group: { type: String, required: true },
    organisation: { type: String, required: true },
    area: { type: String, required: true },
    present: { type: [Schema.Types.Mixed], default: [] } as never,
    absent: { type: [String], default: [] },
    complete: { type: Boolean, default: false },
    savedBy: { type: [String], default: [] },
    savedAt: { type: Date, required: true },
    saves: { type: [String], default: [] },
    version: { type: Number, required: true },
    confirmed: { type: Schema.Types.Mixed } as never,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ meeting: 1 });
schema.index({ group: 1 });

/** Shard key: `meeting`. */
export const meetingLists = collection('meeting-lists', schema);
export const meetingListsWithin = within(meetingLists, { area: 'area', organisation: 'organisation', group: 'group' });
