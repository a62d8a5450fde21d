import type { Connection } from 'mongoose';
import { populations } from '../../courses/model';
import type { AreaTree } from '../reach/area-tree';
import type { StaffMember } from '../staff/staff-member';
import { native } from '../storage/collection';
import { organisations } from '../storage/collections/organisations';
import type { Audience } from './model';
import { reachedCheck } from './reached-check';

type Written = Audience['populations'][number];
export const writtenTo: readonly Written[] = populations.filter((one): one is Written => one !== 'service-worker');

export function isWrittenTo(name: string): name is Written {
  return writtenTo.some((one) => one === name);
}

export type AudienceFault = 'no_area' | 'no_organisation' | 'no_indicator' | 'outside_area';

/** What is wrong with an audience that somebody has named, if anything. */
export async function audienceFault(
  db: Connection,
  audience: Audience,
  { tree, officer, at }: { readonly tree: AreaTree; readonly officer: StaffMember; readonly at: Date },
): Promise<AudienceFault | undefined> {
  const { area, organisation, notReachedIn } = audience;
  if (area !== undefined && tree.area(area) === undefined) return 'no_area';
  const known = organisation === undefined || (await native(organisations(db)).countDocuments({ _id: { $eq: organisation } })) === 1;
  if (!known) return 'no_organisation';
  if (notReachedIn !== undefined && (await reachedCheck(db, notReachedIn, { tree, at })) === undefined) return 'no_indicator';
  return oversees(officer, audience, tree) ? undefined : 'outside_area';
}

/** Whether somebody who sees one area only sees all of an audience. */
export function oversees({ scope }: StaffMember, audience: Audience, tree: AreaTree): boolean {
  if (scope.kind === 'everything') return true;
  return scope.kind === 'area' && audience.area !== undefined && tree.chain(audience.area).includes(scope.id);
}
