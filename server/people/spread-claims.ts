import type { Conversation } from '../conversation/model';
import { native } from '../storage/collection';
import { evidenceRows } from '../storage/collections/evidence';
import { evidenceOf, type MoveDeps, moveEvidence } from './move-evidence';
import { paperPersonOf } from './paper-person';

/**
 * People joined with codes of their own: what a row stood for on paper until now is theirs, so that chat and paper count them once.
 * Most codes were on no list before: one look finds those that were. May be run again.
 */
export async function spreadClaims(deps: MoveDeps, joined: readonly Pick<Conversation, 'turn'>[]): Promise<void> {
  const claims = joined.flatMap(({ turn }) => claimsOf(turn));
  if (claims.length === 0) return;
  const papers = claims.map(({ code }) => paperPersonOf(deps.keys, code));
  const rows = await native(evidenceRows(deps.db))
    .find({ person: { $in: papers } }, { projection: { person: 1 } })
    .toArray();
  const listed = new Set(rows.map(({ person }) => person));
  for (const claim of claims) if (listed.has(paperPersonOf(deps.keys, claim.code))) await spreadClaim(deps, claim);
}

export type Claimed = { readonly code: string; readonly person: string; readonly at: Date };

function claimsOf({ facts, person, at }: Conversation['turn']): readonly Claimed[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== 'joined' || fact.membership.identifiedBy !== 'roster-code') return [];
    const { code, population } = fact.membership;
    return code === undefined || population === 'service-worker' ? [] : [{ code, person, at }];
  });
}

/** A code that was on no list before: then nobody is made for it. */
export async function spreadClaim(deps: MoveDeps, { code, person, at }: Claimed): Promise<void> {
  const from = paperPersonOf(deps.keys, code);
  if ((await evidenceOf(deps.db, from)).length === 0) return;
  await moveEvidence(deps, { id: `claim:${code}`, from, to: person, at });
}
