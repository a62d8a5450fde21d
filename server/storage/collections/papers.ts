import { Schema } from 'mongoose';
import { collection } from '../collection';
import type { KeptType, SealedPiece } from '../sealed-pieces';
import { within } from '../within';

/** A scanned document behind a figure, sealed; its bytes lie in `paper-pieces`. Never of service workers or of people who sell sex. */
export type Paper = {
  readonly _id: string;
  readonly area: string;
  readonly organisation?: string;
  readonly type: KeptType; // as its first bytes say
  readonly bytes: number;
  readonly chunks: number;
  readonly addedBy: string;
  readonly addedAt: Date;
  readonly deleteAfter: Date;
};

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const schema = new Schema<Paper>(
  {
    _id: { type: String, required: true },
    area: { type: String, required: true },
    organisation: String,
    type: { type: String, required: true },
    bytes: { type: Number, required: true },
    chunks: { type: Number, required: true },
    addedBy: { type: String, required: true },
    addedAt: { type: Date, required: true },
    deleteAfter: { type: Date, required: true },
  },
  options,
);
schema.index({ deleteAfter: 1 }, { expireAfterSeconds: 0 });

const pieceSchema = new Schema<SealedPiece>(
  {
    _id: { type: String, required: true },
    file: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    deleteAfter: { type: Date, required: true },
  },
  options,
);
pieceSchema.index({ deleteAfter: 1 }, { expireAfterSeconds: 0 });

/** Shard key: `_id`. */
export const papers = collection('papers', schema);
export const papersWithin = within(papers, { area: 'area', organisation: 'organisation' });

/** Shard key: `_id`, which begins with the paper's. */
export const paperPieces = collection('paper-pieces', pieceSchema);
