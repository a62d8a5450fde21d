import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { areas } from '../storage/collections/areas';
import { groups } from '../storage/collections/groups';
import { organisations } from '../storage/collections/organisations';
import type { Bounds } from '../storage/within';
import type { Scope } from './scope';

/** Where a scope lies, with its name for the screen; nothing of it is known for everywhere. */
export type Place = { readonly name?: string; readonly area?: string; readonly organisation?: string; readonly group?: string };

/** Where each of these scopes lies today, in their order; `undefined` for a place that does not exist. Three queries whatever their number. */
export async function placesOf(db: Connection, scopes: readonly Scope[]): Promise<readonly (Place | undefined)[]> {
  const idsOf = (kind: Scope['kind']) => scopes.flatMap((scope) => (scope.kind === kind && 'id' in scope ? [scope.id] : []));
  const [areaRows, organisationRows, groupRows] = await Promise.all([
    native(areas(db))
      .find({ _id: { $in: idsOf('area') } })
      .toArray(),
    native(organisations(db))
      .find({ _id: { $in: idsOf('organisation') } })
      .toArray(),
    native(groups(db))
      .find({ _id: { $in: idsOf('group') } })
      .toArray(),
  ]);
  const found = new Map<string, Place>([
    ...areaRows.map(({ _id, name }) => [`area:${_id}`, { name, area: _id }] as const),
    ...organisationRows.map(({ _id, name, area }) => [`organisation:${_id}`, { name, area, organisation: _id }] as const),
    ...groupRows.map(({ _id, name, area, organisation }) => [`group:${_id}`, { name, area, organisation, group: _id }] as const),
  ]);
  return scopes.map((scope) => (scope.kind === 'everything' ? {} : found.get(`${scope.kind}:${scope.id}`)));
}

/** Whether somebody with these bounds may deal with what lies there: nobody reaches above themselves. */
export function isPlaceWithin(bounds: Bounds, place: Place | undefined): boolean {
  if (bounds === 'everything') return true;
  if (place === undefined) return false;
  if ('areas' in bounds) return place.area !== undefined && bounds.areas.includes(place.area);
  if ('organisations' in bounds) return place.organisation !== undefined && bounds.organisations.includes(place.organisation);
  return place.group !== undefined && bounds.groups.includes(place.group);
}
