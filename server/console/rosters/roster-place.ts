import { z } from 'zod';
import { organisationOfGroup } from '../../organisations/find-places';
import { type Group, groupsWithin } from '../../storage/collections/groups';
import { type Organisation, organisationsWithin } from '../../storage/collections/organisations';
import type { ConsoleDeps } from '../console-deps';
import type { Visit } from '../requests';

export type Place = { readonly organisation: Organisation; readonly group?: Group };

const id = z.string().min(1).max(64);
const named = z.object({ group: id.optional().catch(undefined) });

/** Where a roster belongs: an organisation within the visitor's bounds, or a group of it where they see no more. */
export async function placeOf({ db }: ConsoleDeps, { request, bounds }: Visit, groupId?: string): Promise<Place | undefined> {
  const wanted = id.safeParse(request.params.organisation);
  if (!wanted.success) return undefined;
  const asked = groupId ?? named.parse(request.query).group;
  const only = 'object' === typeof bounds && 'groups' in bounds ? bounds.groups[0] : undefined;
  const group = asked ?? only;
  if (group === undefined) {
    const organisation = await organisationsWithin(db, bounds).findOne({ _id: wanted.data });
    return organisation === undefined || isApart(organisation) ? undefined : { organisation };
  }
  const found = await groupsWithin(db, bounds).findOne({ _id: group, organisation: wanted.data });
  const organisation = found === undefined ? undefined : await organisationOfGroup(db, found);
  return found === undefined || organisation === undefined || isApart(organisation) ? undefined : { organisation, group: found };
}

/** Nobody is ever listed as a service worker (`docs/design/reach.md` §3). */
function isApart({ populations }: Organisation): boolean {
  return populations.includes('service-worker');
}
