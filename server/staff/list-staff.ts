import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { type StaffRow, staff } from '../storage/collections/staff';
import type { Bounds } from '../storage/within';
import { isPlaceWithin, type Place, placesOf } from './place-of-scope';
import type { Role } from './roles';
import type { Scope } from './scope';

/** An account as those who look after accounts see it: never its password or second factor. */
export type StaffAccount = {
  readonly id: string;
  readonly name: string;
  readonly signInName: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly place?: string; // the scope's name, while the place exists
  readonly hasSecondFactor: boolean;
  readonly disabledAt?: Date;
  readonly lockedUntil?: Date;
  readonly createdAt: Date;
};

/** The accounts whose own scope lies within these bounds, by name. A few thousand at most, so they are compared here: places move, bounds are lists. */
export async function listStaff(db: Connection, bounds: Bounds, now: Date): Promise<readonly StaffAccount[]> {
  const rows = await native(staff(db)).find({}).toArray();
  const accounts = await within(db, bounds, rows, now);
  return [...accounts].sort((one, other) => one.name.localeCompare(other.name, 'vi'));
}

export async function findStaffAccount(db: Connection, bounds: Bounds, id: string, now: Date): Promise<StaffAccount | undefined> {
  const rows = await native(staff(db))
    .find({ _id: { $eq: id } })
    .toArray();
  return (await within(db, bounds, rows, now))[0];
}

async function within(db: Connection, bounds: Bounds, rows: readonly StaffRow[], now: Date): Promise<readonly StaffAccount[]> {
  const places = await placesOf(
    db,
    rows.map(({ scope }) => scope),
  );
  return rows.flatMap((row, index) => (isPlaceWithin(bounds, places[index]) ? [toAccount(row, places[index], now)] : []));
}

function toAccount(row: StaffRow, place: Place | undefined, now: Date): StaffAccount {
  const { _id, name, signInName, role, scope, secondFactor, disabledAt, lockedUntil, createdAt } = row;
  return {
    id: _id,
    name,
    signInName,
    role,
    scope,
    ...(place?.name === undefined ? {} : { place: place.name }),
    hasSecondFactor: (secondFactor ?? null) !== null,
    ...(disabledAt === null ? {} : { disabledAt }),
    ...(lockedUntil instanceof Date && lockedUntil > now ? { lockedUntil } : {}),
    createdAt,
  };
}
