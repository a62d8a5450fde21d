import type { Connection } from 'mongoose';
import { ulid } from 'ulid';
import type { ListedDenominator } from '../storage/collections/denominator-lists';
import { type DenominatorProposal, denominatorProposalsWithin } from '../storage/collections/denominator-proposals';
import type { Bounds } from '../storage/within';
import type { Entry } from './entry';
import type { DenominatorNode } from './find-node';

/** Who enters or decides, when, and how far they may look. */
export type RegisterDeps = { readonly db: Connection; readonly bounds: Bounds; readonly by: string; readonly now: Date };

export function listed({ kind, node, name, area, organisation }: DenominatorNode, { measure, ...given }: Entry): ListedDenominator {
  const more = { ...(organisation === undefined ? {} : { organisation }), ...(measure === undefined ? {} : { measure }) };
  return { kind, node, name, area, ...more, ...given };
}

type Origin = { readonly list?: string; readonly line?: number; readonly paper?: string | undefined };

/** Waits for another person's approval; nothing counts before. Of a list its id is derived, so that it is entered once. */
export function proposalOf(
  { by, now }: RegisterDeps,
  given: ListedDenominator,
  { list, line = 0, paper }: Origin = {},
): DenominatorProposal {
  const origin = { ...(list === undefined ? {} : { list }), ...(paper === undefined ? {} : { paper }) };
  const _id = list === undefined ? ulid(now.getTime()) : `${list}-${String(line).padStart(6, '0')}`;
  return { _id, ...given, ...origin, state: 'proposed', entered: { by, at: now } };
}

export async function enterDenominator(deps: RegisterDeps, given: ListedDenominator, paper?: string): Promise<DenominatorProposal> {
  const proposal = proposalOf(deps, given, { paper });
  await denominatorProposalsWithin(deps.db, deps.bounds).insert([proposal]);
  return proposal;
}
