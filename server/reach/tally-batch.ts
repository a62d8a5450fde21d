import { randomBytes } from 'node:crypto';
import type { mongo } from 'mongoose';
import { writtenOf } from '../storage/written-of';
import type { Tally, TallyBatch } from './model';
import { adding, type TallyRow } from './tally-rows';

export type BatchParts = {
  readonly tallies: mongo.Collection<Tally>;
  readonly batches: mongo.Collection<TallyBatch>;
  /** Told of every write to a tally. */
  readonly wrote: (tally: string) => void;
  readonly holder: string;
  readonly now: () => Date;
};

/** A batch under way: `add` once its rows are in the ledger, `end` when every tally has it. */
export type OpenBatch = {
  /** In the order given. `false`: another process has counted some of these again meanwhile, or made one; the batch stays behind. */
  readonly add: (rows: readonly TallyRow[]) => Promise<boolean>;
  readonly end: () => Promise<void>;
};

/** Writes down which tallies a batch will change, before any of it is in the ledger: what a stop leaves behind is counted again. */
export async function beginBatch({ tallies, batches, wrote, holder, now }: BatchParts, rows: readonly TallyRow[]): Promise<OpenBatch> {
  if (rows.length === 0) return { add: async () => true, end: async () => undefined };
  const batch: TallyBatch = { _id: randomBytes(12).toString('hex'), holder, at: now(), tallies: rows.map(({ _id }) => _id) };
  const { _id } = batch;
  await batches.insertOne(batch);
  return {
    add: async (sure) => {
      for (const row of sure) wrote(row._id);
      const operations = sure.map((row) => adding(row, _id));
      const whole = (await writtenOf(tallies, operations)) === sure.length;
      if (!whole) await batches.replaceOne({ _id }, batch, { upsert: true });
      return whole;
    },
    end: async () => void (await batches.deleteOne({ _id })),
  };
}
