import type { Connection } from 'mongoose';
import type { Fact } from '../../bot/dialogue/fact';
import { native } from '../storage/collection';
import { consents } from '../storage/collections/consents';
import { dataExports } from '../storage/collections/data-exports';
import { type ErasureReceipt, erasureReceipts } from '../storage/collections/erasure-receipts';
import { insertNew } from '../storage/insert-new';

/** Writes the receipt before anything is erased; made again while an erasure is finished it stays as it was. */
export async function keepReceipt(db: Connection, people: readonly string[], { number, askedAt }: Asked, now: Date): Promise<void> {
  const person = { $in: [...people] };
  const [said, exports] = await Promise.all([
    native(consents(db)).find({ person, given: true }).sort({ at: 1 }).toArray(),
    native(dataExports(db)).find({ person }).toArray(),
  ]);
  const receipt: ErasureReceipt = {
    _id: number,
    askedAt,
    erasedAt: now,
    purposes: [...new Set(said.map(({ purpose }) => purpose))],
    textVersions: [...new Set(said.map(({ textVersion }) => textVersion))],
    exports: exports.map(({ at, format }) => ({ at, format })).sort((one, other) => one.at.getTime() - other.at.getTime()),
  };
  await insertNew(native(erasureReceipts(db)), [receipt]);
}

export type Asked = { readonly number: string; readonly askedAt: Date };

/** The number an erasing turn was given. */
export function askedIn(facts: readonly Fact[]): Asked | undefined {
  const asked = facts.find((fact) => fact.kind === 'erase-asked');
  return asked?.kind !== 'erase-asked' || asked.number === undefined ? undefined : { number: asked.number, askedAt: new Date(asked.at) };
}
