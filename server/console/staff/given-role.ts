import type { Connection } from 'mongoose';
import { z } from 'zod';
import type { Translate } from '../../i18n';
import { newStaffMember } from '../../staff/create-staff-member';
import { isPlaceWithin, placesOf } from '../../staff/place-of-scope';
import { type Role, roles } from '../../staff/roles';
import type { Scope } from '../../staff/scope';
import type { Bounds } from '../../storage/within';
import type { Faults } from '../components/form';

export const scopeKinds = ['everything', 'area', 'organisation', 'group'] as const;

export type TypedRole = { readonly name: string; readonly role: string; readonly kind: string; readonly id: string };
export type GivenRole = { readonly name: string; readonly role: Role; readonly scope: Scope };

const text = z.string().max(200).catch('');
const form = z.object({ name: text, role: text, kind: text, id: text });

/** What an administrator chose for somebody. Nobody gives more than they have: a place outside their bounds does not exist for them. */
export async function readGivenRole(
  db: Connection,
  bounds: Bounds,
  body: unknown,
  s: Translate,
): Promise<{ readonly typed: TypedRole; readonly faults: Faults; readonly given?: GivenRole }> {
  const typed = form.parse(body ?? {});
  const name = newStaffMember.shape.name.safeParse(typed.name).data;
  const role = z.enum(roles).safeParse(typed.role).data;
  const scope = newStaffMember.shape.scope.safeParse({ kind: typed.kind, id: typed.id.trim() }).data;
  const isThere = scope !== undefined && isPlace(bounds, (await placesOf(db, [scope]))[0]);
  if (name !== undefined && role !== undefined && scope !== undefined && isThere)
    return { typed, faults: {}, given: { name, role, scope } };
  return {
    typed,
    faults: {
      ...(name === undefined ? { name: s('invite.nameFault') } : {}),
      ...(role === undefined ? { role: s('invite.roleFault') } : {}),
      ...(isThere ? {} : { id: s('invite.placeFault') }),
    },
  };
}

function isPlace(bounds: Bounds, place: Awaited<ReturnType<typeof placesOf>>[number]): boolean {
  return place !== undefined && isPlaceWithin(bounds, place);
}
