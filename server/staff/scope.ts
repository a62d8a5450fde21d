import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { areas } from '../storage/collections/areas';
import type { Bounds } from '../storage/within';

/** How far a member of staff may look: everywhere, an area and all below it, one organisation, or one group of it. */
export type Scope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'area'; readonly id: string }
  | { readonly kind: 'organisation'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string };

/** A scope as storage can check it: an area's subtree written out, old units that lay in it included. Read anew for every request. */
export async function boundsOf(db: Connection, scope: Scope): Promise<Bounds> {
  if (scope.kind === 'everything') return 'everything';
  if (scope.kind === 'organisation') return { organisations: [scope.id] };
  if (scope.kind === 'group') return { groups: [scope.id] };
  return { areas: await subtree(db, [scope.id]) };
}

async function subtree(db: Connection, parents: readonly string[]): Promise<readonly string[]> {
  if (parents.length === 0) return [];
  const below = await native(areas(db))
    .find({ parent: { $in: [...parents] } }, { projection: { _id: 1 } })
    .toArray();
  return [
    ...parents,
    ...(await subtree(
      db,
      below.map(({ _id }) => _id),
    )),
  ];
}
