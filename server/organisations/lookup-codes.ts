import type { Connection, mongo } from 'mongoose';
import type { CodeLookup, Membership } from '../../bot/dialogue/fact';
import { normaliseJoinCode } from '../../bot/dialogue/join-code-text';
import { type Keys, keyedHash } from '../keys';
import { native } from '../storage/collection';
import { groups } from '../storage/collections/groups';
import { type JoinCode, joinCodes } from '../storage/collections/join-codes';
import { organisations } from '../storage/collections/organisations';
import { claimantOf } from './claim-codes';

export type CodeRequest = { readonly text: string; readonly person: string };

/** What each learner's code opens, in the order asked: three reads for any number of them. */
export async function lookupCodes(db: Connection, keys: Keys, requests: readonly CodeRequest[], now: Date): Promise<readonly CodeLookup[]> {
  const ids = requests.map(({ text }) => codeId(keys, text));
  const codes = await byId(native(joinCodes(db)), ids);
  const [groupNames, organisationNames] = await Promise.all([
    byId(
      native(groups(db)),
      [...codes.values()].map(({ group }) => group),
    ),
    byId(
      native(organisations(db)),
      [...codes.values()].map(({ organisation }) => organisation),
    ),
  ]);

  return requests.map(({ person }, index) => {
    const code = codes.get(ids[index] ?? '');
    const refused = refusal(keys, code, person, now);
    if (code === undefined || refused !== undefined) return { found: refused ?? 'unknown' };

    const organisationName = organisationNames.get(code.organisation)?.name ?? '';
    const groupName = groupNames.get(code.group ?? '')?.name ?? organisationName;
    return { found: 'yes', membership: membershipOf(code), groupName, organisationName, singleUse: code.kind !== 'group' };
  });
}

/** The id a code is kept under; `undefined` when the text cannot be one of ours. */
export function codeId(keys: Keys, text: string): string | undefined {
  const code = normaliseJoinCode(text);
  return code === undefined ? undefined : keyedHash(keys.of('join-code'), code);
}

type Refusal = 'unknown' | 'expired' | 'withdrawn' | 'used';

function refusal(keys: Keys, code: JoinCode | undefined, person: string, now: Date): Refusal | undefined {
  if (code === undefined) return 'unknown';
  if (code.withdrawnAt !== undefined) return 'withdrawn';
  if (code.claimedBy !== undefined && code.claimedBy !== claimantOf(keys, code, person)) return 'used';
  return code.expiresAt <= now && code.claimedBy === undefined ? 'expired' : undefined;
}

/** An establishment group stands where others have their group; no organisation is ever named for a service worker. */
function membershipOf(code: JoinCode): Membership {
  const common = { population: code.population, area: code.area, code: code._id };
  if (code.kind === 'card') return { ...common, group: code.organisation, identifiedBy: 'roster-code' };
  return {
    ...common,
    organisation: code.organisation,
    ...(code.group === undefined ? {} : { group: code.group }),
    identifiedBy: code.kind === 'roster' ? 'roster-code' : 'none',
  };
}

async function byId<T extends { readonly _id: string }>(
  rows: mongo.Collection<T>,
  ids: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, T>> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  if (wanted.length === 0) return new Map();
  const filter = { _id: { $in: wanted } } as mongo.Filter<T>; // every collection here has text ids
  const found = await rows.find<T>(filter).toArray();
  return new Map(found.map((row) => [row._id, row]));
}
