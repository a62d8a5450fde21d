import type { Connection } from 'mongoose';
import { type Keys, keyedHash } from '../keys';
import { native } from '../storage/collection';
import { type JoinCode, joinCodes } from '../storage/collections/join-codes';

export type Claim = { readonly code: string /* its id */; readonly person: string };
export type ClaimResult = 'claimed' | 'used' | 'unknown';

/**
 * Takes single-use codes, results in the order given. The same person again is fine; a code for a whole group is never taken.
 * Of two people with one code, the first in the list or on disk has it.
 */
export async function claimCodes(db: Connection, keys: Keys, claims: readonly Claim[]): Promise<readonly ClaimResult[]> {
  if (claims.length === 0) return [];
  const rows = native(joinCodes(db));
  const operations = claims.flatMap(({ code, person }) =>
    (['roster', 'card'] as const).map((kind) => ({
      updateOne: {
        filter: { _id: code, kind, claimedBy: { $exists: false } },
        update: { $set: { claimedBy: claimantOf(keys, { kind }, person) } },
      },
    })),
  );
  await rows.bulkWrite(operations, { ordered: true });

  const held = new Map<string, Pick<JoinCode, 'kind' | 'claimedBy'>>();
  const found = rows.find({ _id: { $in: claims.map(({ code }) => code) } }, { projection: { kind: 1, claimedBy: 1 } });
  for await (const row of found) held.set(row._id, row);
  return claims.map(({ code, person }) => result(keys, held.get(code), person));
}

/** Who holds a code, as it is written down: for a card under the other key domain, which no other row can be joined to. */
export function claimantOf(keys: Keys, { kind }: Pick<JoinCode, 'kind'>, person: string): string {
  return kind === 'card' ? keyedHash(keys.serviceWorker, `card:${person}`) : person;
}

function result(keys: Keys, code: Pick<JoinCode, 'kind' | 'claimedBy'> | undefined, person: string): ClaimResult {
  if (code === undefined) return 'unknown';
  return code.kind === 'group' || code.claimedBy === claimantOf(keys, code, person) ? 'claimed' : 'used';
}
