import type { MoveDeps } from '../people/move-evidence';
import { type EvidenceQuery, evidenceQueriesWithin } from '../storage/collections/evidence-queries';
import type { Bounds } from '../storage/within';
import { settleQuery } from './settle-query';

export type Clearing = { readonly bounds: Bounds; readonly by: string; readonly reason: string };

/** Only somebody who looks beyond an organisation may say that nothing is wrong there. */
export function isOutside(bounds: Bounds): boolean {
  return bounds === 'everything' || 'areas' in bounds;
}

/** Takes a query back, with a reason; its rows count again unless another query is open about them. */
export async function clearEvidenceQuery(deps: MoveDeps, id: string, { bounds, by, reason }: Clearing): Promise<EvidenceQuery | undefined> {
  if (!isOutside(bounds)) return undefined;
  const rows = evidenceQueriesWithin(deps.db, bounds);
  const query = await rows.findOne({ _id: { $eq: id } });
  if (query === undefined) return undefined;
  const cleared = { clearedAt: deps.now(), clearedBy: by, reason };
  const done = await rows.update({ _id: id, clearedAt: { $exists: false } }, { $set: cleared });
  if (done === 0) return undefined;
  await settleQuery(deps, id);
  return { ...query, ...cleared };
}
