import { Schema } from 'mongoose';
import { collection } from '../collection';
import { within } from '../within';

/** A photo of the sheet, or the minutes, sealed; its bytes lie in `meeting-file-chunks`. */
export type MeetingFile = {
  readonly _id: string;
  readonly meeting: string;
  readonly organisation: string;
  readonly area: string;
  readonly kind: 'sheet' | 'minutes';
  readonly type: 'image/jpeg' | 'image/png' | 'application/pdf'; // as its first bytes say
  readonly bytes: number;
  readonly chunks: number;
  readonly addedBy: string;
  readonly addedAt: Date;
  readonly deleteAfter: Date;
};

export type MeetingFileChunk = { readonly _id: string; readonly file: string; readonly sealed: Buffer; readonly deleteAfter: Date };

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const schema = new Schema<MeetingFile>(
  {
    _id: { type: String, required: true },
    meeting: { type: String, required: true },
    organisation: { type: String, required: true },
    area: { type: String, required: true },
    kind: { type: String, required: true },
    type: { type: String, required: true },
    bytes: { type: Number, required: true },
    chunks: { type: Number, required: true },
    addedBy: { type: String, required: true },
    addedAt: { type: Date, required: true },
    deleteAfter: { type: Date, required: true },
  },
  options,
);
schema.index({ meeting: 1 });
schema.index({ deleteAfter: 1 }, { expireAfterSeconds: 0 });

const chunkSchema = new Schema<MeetingFileChunk>(
  {
    _id: { type: String, required: true },
    file: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    deleteAfter: { type: Date, required: true },
  },
  options,
);
chunkSchema.index({ deleteAfter: 1 }, { expireAfterSeconds: 0 });

/** Shard key: `meeting`. A class's own staff have no file of it: it may show others. */
export const meetingFiles = collection('meeting-files', schema);
export const meetingFilesWithin = within(meetingFiles, { area: 'area', organisation: 'organisation' });

/** Shard key: `_id`, which begins with the file's. */
export const meetingFileChunks = collection('meeting-file-chunks', chunkSchema);
