import { Schema } from 'mongoose';
import type { ServiceWorkerEvidence } from '../../reach/model';
import { collection } from '../collection';

export type StoredServiceWorkerEvidence = ServiceWorkerEvidence & {
  readonly turn: number;
  readonly erased?: true;
  readonly unsealed?: true;
  readonly sealNumber?: number; // of the seal that covers it
};

const schema = new Schema<StoredServiceWorkerEvidence>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    turn: { type: Number, required: true },
    population: { type: String, required: true },
    area: String,
    establishmentGroup: String,
    month: String,
    rung: { type: String, required: true },
    class: { type: String, required: true },
    ends: Boolean,
    erased: Boolean,
    unsealed: Boolean,
    sealNumber: Number,
    sealed: { type: Buffer, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ person: 1, turn: 1 }, { unique: true });
schema.index({ unsealed: 1 }, { partialFilterExpression: { unsealed: true } });

/** The ledger of `service-worker`, apart from all others (`docs/design/reach.md` §3). Shard key: `person`, of its own key domain. */
export const serviceWorkerRows = collection('service-worker-evidence', schema);
