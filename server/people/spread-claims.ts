import type { Conversation } from '../conversation/model';
import { evidenceOf, type MoveDeps, moveEvidence } from './move-evidence';
import { paperPersonOf } from './paper-person';

/**
 * Somebody joined with a code of their own: what its row stood for on paper until now is theirs, so that chat and paper count them once.
 * May be run again.
 */
export async function spreadClaims(deps: MoveDeps, { turn }: Pick<Conversation, 'turn'>): Promise<void> {
  for (const fact of turn.facts) {
    if (fact.kind !== 'joined' || fact.membership.identifiedBy !== 'roster-code') continue;
    const { code, population } = fact.membership;
    if (code !== undefined && population !== 'service-worker') await spreadClaim(deps, { code, person: turn.person, at: turn.at });
  }
}

export type Claimed = { readonly code: string; readonly person: string; readonly at: Date };

/** Most codes were on no list before: then nobody is made for them. */
export async function spreadClaim(deps: MoveDeps, { code, person, at }: Claimed): Promise<void> {
  const from = paperPersonOf(deps.keys, code);
  if ((await evidenceOf(deps.db, from)).length === 0) return;
  await moveEvidence(deps, { id: `claim:${code}`, from, to: person, at });
}
