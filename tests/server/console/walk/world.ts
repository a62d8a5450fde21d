import type { Connection } from 'mongoose';
import { createStaffMember } from '../../../../server/staff/create-staff-member';
import type { Scope } from '../../../../server/staff/scope';
import { native } from '../../../../server/storage/collection';
import { areas } from '../../../../server/storage/collections/areas';
import { groups } from '../../../../server/storage/collections/groups';
import { organisations } from '../../../../server/storage/collections/organisations';
import { clock } from '../open-console';

/** In the name of everything that lies outside: found on a page of somebody with bounds, it has leaked. */
export const foreignMark = 'Của nơi khác';

/** One's own places, each in the one before: the figures of `sample-figures.ts` know the first two. */
export const own = { area: '24769', organisation: 'thpt-1', group: 'thpt-1-10a' } as const;

/** Places of others. The second group is of the same school: foreign to whoever has one group only. */
export const foreign = { area: '24781', organisation: 'thpt-9', group: 'thpt-9-10a' } as const;

export const scopes = {
  everything: { kind: 'everything' },
  area: { kind: 'area', id: own.area },
  organisation: { kind: 'organisation', id: own.organisation },
  group: { kind: 'group', id: own.group },
} as const satisfies Record<Scope['kind'], Scope>;

export async function makePlaces(db: Connection): Promise<void> {
  const validFrom = '2025-07-01';
  await native(areas(db)).insertMany([
    { _id: '68', name: 'Tỉnh Thử', level: 'province', validFrom },
    { _id: own.area, name: 'Phường Thử', level: 'commune', parent: '68', validFrom },
    { _id: foreign.area, name: `Phường ${foreignMark}`, level: 'commune', parent: '68', validFrom },
  ]);
  const school = { kind: 'upper-secondary-school', populations: ['upper-secondary', 'ip-worker'] } as const; // every page there is of a place
  await native(organisations(db)).insertMany([
    { _id: own.organisation, name: 'Trường Thử', area: own.area, ...school },
    { _id: foreign.organisation, name: `Trường ${foreignMark}`, area: foreign.area, ...school },
  ]);
  const population = 'upper-secondary' as const;
  await native(groups(db)).insertMany([
    { _id: own.group, name: 'Lớp 10A', organisation: own.organisation, area: own.area, population },
    { _id: foreign.group, name: `Lớp ${foreignMark}`, organisation: foreign.organisation, area: foreign.area, population },
  ]);
}

/** Somebody to be looked at, invited or signed out: of one's own group, so that every scope reaches them, and of another. */
export async function makeAccounts(db: Connection): Promise<void> {
  const password = 'mật khẩu đủ dài';
  const whom = { password, role: 'organiser' } as const;
  await createStaffMember(db, { ...whom, name: 'Người thử', signInName: 'own', scope: scopes.group }, clock, 'staff-own');
  const elsewhere = { kind: 'group', id: foreign.group } as const;
  await createStaffMember(db, { ...whom, name: foreignMark, signInName: 'foreign', scope: elsewhere }, clock, 'staff-foreign');
}
