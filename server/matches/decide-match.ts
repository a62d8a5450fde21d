import type { MoveDeps } from '../people/move-evidence';
import { type MatchState, type ProbableMatch, probableMatchesWithin } from '../storage/collections/probable-matches';
import type { Bounds } from '../storage/within';
import { settleMatches } from './settle-matches';

export type Decided = { readonly bounds: Bounds; readonly by: string; readonly state: MatchState };

/**
 * What somebody says of a match within their bounds; `open` takes back what was said. The ledger says so before this resolves, and the
 * night's look finishes what a stop left half way. `undefined`: there is no such match for them.
 */
export async function decideMatch(deps: MoveDeps, id: string, { bounds, by, state }: Decided): Promise<ProbableMatch | undefined> {
  const rows = probableMatchesWithin(deps.db, bounds);
  const said = { state, decidedBy: by, decidedAt: deps.now() };
  if ((await rows.update({ _id: id }, { $set: said })) === 0) return undefined;
  const match = await rows.findOne({ _id: id });
  if (match !== undefined) await settleMatches(deps, [match]);
  return match;
}
