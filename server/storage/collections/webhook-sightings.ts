import { Schema } from 'mongoose';
import { collection } from '../collection';

/** When a channel's webhook was last met with what, to the minute: what `doctor` tells from. Nothing of a request is kept. */
export type WebhookSightingRow = {
  readonly _id: string; // the channel
  readonly accepted?: Date;
  readonly closed?: Date;
  readonly refused?: Date;
  readonly malformed?: Date;
  readonly unavailable?: Date;
  readonly handshake?: Date;
  readonly handshake_refused?: Date;
};

const at = { type: Date } as const;

/** Shard key: `_id`. */
const schema = new Schema<WebhookSightingRow>(
  {
    _id: { type: String, required: true },
    accepted: at,
    closed: at,
    refused: at,
    malformed: at,
    unavailable: at,
    handshake: at,
    handshake_refused: at,
  },
  { versionKey: false, autoIndex: false },
);

export const webhookSightings = collection<WebhookSightingRow>('webhook-sightings', schema);
