import type { Connection } from 'mongoose';
import type { Day } from '../reach/period';
import { native } from '../storage/collection';
import { areas } from '../storage/collections/areas';
import { type Group, groupsWithin } from '../storage/collections/groups';
import { joinCodesWithin } from '../storage/collections/join-codes';
import { type Organisation, organisationsWithin } from '../storage/collections/organisations';
import { probableMatches } from '../storage/collections/probable-matches';
import { rosterBases } from '../storage/collections/roster-bases';
import { rosterEntries } from '../storage/collections/roster-entries';
import { rosterImports } from '../storage/collections/roster-imports';
import type { Bounds } from '../storage/within';
import type { RowError } from './csv-rows';
import { newPlaceId } from './place-id';
import { groupFaults, organisationFaults } from './place-rules';
import { searchable } from './searchable';

export type PlaceDeps = { readonly db: Connection; readonly bounds: Bounds; readonly now: Date };
export type Saved<T> = { readonly saved: T } | { readonly faults: readonly RowError[] };

export type OrganisationFields = Pick<Organisation, 'name' | 'kind' | 'area' | 'populations' | 'establishments'>;
export type GroupFields = Pick<Group, 'name' | 'population' | 'term'>;

/** A new organisation in an area within the writer's bounds. */
export async function createOrganisation({ db, bounds }: PlaceDeps, fields: OrganisationFields): Promise<Saved<Organisation>> {
  const faults = organisationFaults(1, fields, await areaCheck(db, bounds, fields.area));
  if (faults.length > 0) return { faults };
  const saved: Organisation = { _id: newPlaceId(fields.area, fields.name), ...fields, ...searchable(fields.name) };
  await organisationsWithin(db, bounds).insert([saved]);
  return { saved };
}

/**
 * Changes an organisation. Where it moves to another area its groups, codes and rosters go first, so that the same form sent
 * again completes what a stop left half done.
 */
export async function changeOrganisation(
  { db, bounds }: PlaceDeps,
  organisation: Organisation,
  fields: OrganisationFields,
): Promise<Saved<Organisation>> {
  const faults = organisationFaults(1, fields, await areaCheck(db, bounds, fields.area, organisation.area));
  if (faults.length > 0) return { faults };
  const { _id, closedOn } = organisation;
  const saved: Organisation = { _id, ...fields, ...searchable(fields.name), ...(closedOn === undefined ? {} : { closedOn }) };
  const { area, _id: _, ...rest } = saved;
  if (area !== organisation.area) await moveAlong(db, _id, area);
  await organisationsWithin(db, bounds).update({ _id }, { $set: rest });
  if (area !== organisation.area) await organisationsWithin(db, 'everything').update({ _id }, { $set: { area } });
  return { saved };
}

/** Nothing is removed: what happened there goes on counting. Its codes open to nobody any more. */
export async function closeOrganisation({ db, bounds, now }: PlaceDeps, id: string, closedOn: Day): Promise<void> {
  await joinCodesWithin(db, bounds).update({ organisation: id, ...unused }, { $set: { withdrawnAt: now } });
  await groupsWithin(db, bounds).update({ organisation: id, closedOn: { $exists: false } }, { $set: { closedOn } });
  await organisationsWithin(db, bounds).update({ _id: id }, { $set: { closedOn } });
}

export async function reopenOrganisation({ db, bounds }: PlaceDeps, id: string): Promise<void> {
  await organisationsWithin(db, bounds).update({ _id: id }, { $unset: { closedOn: '' } });
}

/** A new group of an organisation that lies within the writer's bounds. */
export async function createGroup({ db, bounds }: PlaceDeps, organisation: Organisation, fields: GroupFields): Promise<Saved<Group>> {
  const { _id, area } = organisation;
  const saved: Group = {
    _id: newPlaceId(_id, fields.name),
    organisation: _id,
    area,
    ...fields,
    folded: searchable(fields.name).folded,
  };
  const faults = groupFaults(1, saved, organisation);
  if (faults.length > 0) return { faults };
  await groupsWithin(db, bounds).insert([saved]);
  return { saved };
}

export async function changeGroup(
  { db, bounds }: PlaceDeps,
  { _id }: Group,
  organisation: Organisation,
  { name, population, term }: GroupFields,
): Promise<Saved<GroupFields>> {
  const faults = groupFaults(1, { organisation: organisation._id, population, ...(term === undefined ? {} : { term }) }, organisation);
  if (faults.length > 0) return { faults };
  const kept = { name, population, folded: searchable(name).folded };
  const update = term === undefined ? { $set: kept, $unset: { term: '' as const } } : { $set: { ...kept, term } };
  await groupsWithin(db, bounds).update({ _id }, update);
  return { saved: { name, population, ...(term === undefined ? {} : { term }) } };
}

export async function closeGroup({ db, bounds, now }: PlaceDeps, id: string, closedOn: Day): Promise<void> {
  await joinCodesWithin(db, bounds).update({ group: id, ...unused }, { $set: { withdrawnAt: now } });
  await groupsWithin(db, bounds).update({ _id: id }, { $set: { closedOn } });
}

export async function reopenGroup({ db, bounds }: PlaceDeps, id: string): Promise<void> {
  await groupsWithin(db, bounds).update({ _id: id }, { $unset: { closedOn: '' } });
}

const unused = { claimedBy: { $exists: false }, withdrawnAt: { $exists: false } } as const;

async function moveAlong(db: Connection, organisation: string, area: string): Promise<void> {
  await joinCodesWithin(db, 'everything').update({ organisation }, { $set: { area } });
  for (const rosters of [probableMatches(db), rosterBases(db), rosterEntries(db), rosterImports(db)]) {
    await rosters.collection.updateMany({ organisation }, { $set: { area } });
  }
  await groupsWithin(db, 'everything').update({ organisation }, { $set: { area } });
}

/** An area that is in force and within the bounds, or the one it had already. */
async function areaCheck(db: Connection, bounds: Bounds, wanted: string, before?: string): Promise<(code: string) => boolean> {
  if (wanted === before) return () => true;
  const area = await native(areas(db)).findOne({ _id: wanted });
  const inside = bounds === 'everything' || ('areas' in bounds && bounds.areas.includes(wanted));
  return () => area !== null && area.validTo === undefined && inside;
}
