import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { ulid } from 'ulid';
import { keyedHash } from '../keys';
import { native } from '../storage/collection';
import { type OneTimeLinkRow, oneTimeLinks } from '../storage/collections/one-time-links';
import type { Bounds } from '../storage/within';
import { changePassword } from './change-staff-member';
import { createStaffMember } from './create-staff-member';
import type { StaffAccount } from './list-staff';
import { isPlaceWithin, placesOf } from './place-of-scope';
import type { Role } from './roles';
import type { Scope } from './scope';

/** An invitation lasts a week, a new password a day: its owner asked for it just now. */
const lastsMs = { invitation: 7 * 24 * 3600_000, password: 24 * 3600_000 } as const;

export type NewLink = { readonly token: string; readonly staffId: string; readonly expiresAt: Date };
export type Invited = { readonly name: string; readonly role: Role; readonly scope: Scope };
type By = { readonly by: string; readonly now: Date };

export function inviteStaffMember(db: Connection, key: Buffer, invited: Invited, { by, now }: By): Promise<NewLink> {
  return keep(db, key, { kind: 'invitation', staffId: ulid(now.getTime()), ...invited }, { by, now });
}

/** The last link is the one that works. */
export async function makePasswordLink(db: Connection, key: Buffer, account: StaffAccount, { by, now }: By): Promise<NewLink> {
  await native(oneTimeLinks(db)).deleteMany({ staffId: account.id, kind: 'password' });
  const { id: staffId, name, role, scope } = account;
  return keep(db, key, { kind: 'password', staffId, name, role, scope }, { by, now });
}

export function tokenHash(key: Buffer, token: string): string {
  return keyedHash(key, token);
}

export async function findLink(db: Connection, hash: string, now: Date): Promise<OneTimeLinkRow | undefined> {
  return (await native(oneTimeLinks(db)).findOne({ _id: { $eq: hash }, expiresAt: { $gt: now } })) ?? undefined;
}

export type Chosen = { readonly name: string; readonly signInName: string; readonly password: string };

/** The id of the account lies in the link, so that two who open it at once make one account. */
export async function acceptInvitation(
  db: Connection,
  link: OneTimeLinkRow,
  chosen: Chosen,
  now: Date,
): Promise<'accepted' | 'name_taken' | 'gone'> {
  try {
    const { outcome } = await createStaffMember(db, { ...chosen, role: link.role, scope: link.scope }, now, link.staffId);
    if (outcome === 'name_taken') return outcome;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 11_000) return 'gone';
    throw error;
  }
  await native(oneTimeLinks(db)).deleteOne({ _id: link._id });
  return 'accepted';
}

/** The link goes first: a crash in between costs another link, never a second use. */
export async function usePasswordLink(db: Connection, link: OneTimeLinkRow, password: string, now: Date): Promise<boolean> {
  const taken = await native(oneTimeLinks(db)).deleteOne({ _id: link._id });
  return taken.deletedCount === 1 && (await changePassword(db, link.staffId, password, now));
}

export type Invitation = Invited & { readonly id: string; readonly place?: string; readonly createdAt: Date; readonly expiresAt: Date };

/** Invitations that nobody has taken up yet, within these bounds, the newest first. */
export async function listInvitations(db: Connection, bounds: Bounds, now: Date): Promise<readonly Invitation[]> {
  const rows = await native(oneTimeLinks(db))
    .find({ kind: 'invitation', expiresAt: { $gt: now } })
    .sort({ expiresAt: -1 })
    .toArray();
  const places = await placesOf(
    db,
    rows.map(({ scope }) => scope),
  );
  return rows.flatMap(({ staffId: id, name, role, scope, createdAt, expiresAt }, index) => {
    const place = places[index];
    if (!isPlaceWithin(bounds, place)) return [];
    return [{ id, name, role, scope, createdAt, expiresAt, ...(place?.name === undefined ? {} : { place: place.name }) }];
  });
}

export async function withdrawInvitation(db: Connection, id: string): Promise<boolean> {
  return (await native(oneTimeLinks(db)).deleteMany({ staffId: { $eq: id }, kind: 'invitation' })).deletedCount > 0;
}

type Meant = Pick<OneTimeLinkRow, 'kind' | 'staffId' | 'name' | 'role' | 'scope'>;

async function keep(db: Connection, key: Buffer, meant: Meant, { by, now }: By): Promise<NewLink> {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + lastsMs[meant.kind]);
  await native(oneTimeLinks(db)).insertOne({ _id: tokenHash(key, token), ...meant, createdBy: by, createdAt: now, expiresAt });
  return { token, staffId: meant.staffId, expiresAt };
}
