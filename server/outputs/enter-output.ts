import type { Connection } from 'mongoose';
import { ulid } from 'ulid';
import { z } from 'zod';
import type { DenominatorNode } from '../denominators/find-node';
import { day, name } from '../organisations/columns';
import { count } from '../returns/typed-return';
import { type OutputRow, outputKinds, outputsWithin } from '../storage/collections/outputs';
import type { Bounds } from '../storage/within';

export type OutputDeps = { readonly db: Connection; readonly bounds: Bounds; readonly by: string; readonly now: Date };

/** What is typed of one output; the messages are keys under `fault` of returns.json. */
export const outputEntry = z.object({
  kind: z.enum(outputKinds, 'required'),
  amount: count.pipe(z.number().min(1, 'required')),
  day,
  title: name,
  document: name,
});
export type OutputEntry = z.infer<typeof outputEntry>;

export async function enterOutput(
  { db, bounds, by, now }: OutputDeps,
  { name: place, area, organisation }: DenominatorNode,
  entry: OutputEntry,
): Promise<OutputRow> {
  const where = { area, ...(organisation === undefined ? {} : { organisation }), place };
  const row: OutputRow = {
    _id: ulid(now.getTime()),
    ...entry,
    ...where,
    entered: { by, at: now },
  };
  await outputsWithin(db, bounds).insert([row]);
  return row;
}

/** A wrong entry leaves the sums and stays to be seen, with the reason. */
export async function withdrawOutput({ db, bounds, by, now }: OutputDeps, id: string, note: string): Promise<boolean> {
  const withdrawn = { by, at: now, note };
  const found = await outputsWithin(db, bounds).update({ _id: { $eq: id }, withdrawn: { $exists: false } }, { $set: { withdrawn } });
  return found === 1;
}
