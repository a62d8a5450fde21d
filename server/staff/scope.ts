import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { type Area, areas } from '../storage/collections/areas';
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

/** The units below these, and those of an earlier map that lead nowhere else: an officer goes on seeing what was theirs. */
async function subtree(db: Connection, parents: readonly string[], known: readonly string[] = []): Promise<readonly string[]> {
  if (parents.length === 0) return known;
  const all = [...known, ...parents];
  const next = await native(areas(db))
    .find(
      { $or: [{ parent: { $in: [...parents] } }, { successors: { $in: [...parents] } }] },
      { projection: { _id: 1, parent: 1, successors: 1 } },
    )
    .toArray();
  const isInside = ({ successors, parent = '' }: Pick<Area, 'parent' | 'successors'>) =>
    successors === undefined ? all.includes(parent) : successors.every((successor) => all.includes(successor));
  const found = next.filter((one) => !all.includes(one._id) && isInside(one)).map(({ _id }) => _id);
  return subtree(db, found, all);
}
