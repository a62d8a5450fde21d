import type { Connection } from 'mongoose';
import type { CodeLookup } from '../../bot/dialogue/fact';
import type { Keys } from '../keys';
import { orCheckIns } from '../meetings/look-up-check-in';
import { type CodeRequest, lookupCodes } from '../organisations/lookup-codes';
import type { Links } from '../people/create-links';
import type { TypedCode } from '../people/link-codes';

export type LookUpDeps = { readonly db: Connection; readonly keys: Keys; readonly links: Links; readonly now: () => Date };

/** What a code opens: a group, another channel of the same learner, or a meeting's check-in. */
export async function lookUpAllCodes(
  { db, keys, links, now }: LookUpDeps,
  requests: readonly (CodeRequest & TypedCode)[],
): Promise<readonly CodeLookup[]> {
  const found = await links.orLinks(requests, await lookupCodes(db, keys, requests, now()));
  return orCheckIns(db, keys, requests, found, now());
}
