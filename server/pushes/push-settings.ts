import type { Connection } from 'mongoose';
import type { Membership } from '../../bot/dialogue/fact';
import type { LoadedCalendar } from '../../courses/content';
import type { PaidWay } from '../outbox/windows';
import { native } from '../storage/collection';
import { channelAccounts } from '../storage/collections/channel-accounts';
import { shifts } from '../storage/collections/shifts';
import { type Calendar, calendarOf, type Shift } from './calendar';

/** What decides over pushes besides the person: calendars of the content, shifts and accounts as the operator set them. */
export type PushSettings = {
  readonly calendar: Calendar;
  readonly shiftOf: (membership: Pick<Membership, 'group' | 'organisation'> | undefined) => Shift | undefined;
  readonly waysOf: (channel: string, account: string) => readonly PaidWay[];
  /** Whether the platform has forbidden the account to speak. */
  readonly isRestricted: (channel: string, account: string) => boolean;
  /** Looks again at what commands may have changed. */
  readonly refresh: () => Promise<void>;
};

export async function loadPushSettings(db: Connection, calendars: readonly LoadedCalendar[]): Promise<PushSettings> {
  const calendar = calendarOf(calendars);
  let known = await readStored(db, calendar);
  return {
    calendar,
    shiftOf: (membership) =>
      membership === undefined
        ? undefined
        : (known.shifts.get(`group:${membership.group}`) ?? known.shifts.get(`organisation:${membership.organisation}`)),
    waysOf: (channel, account) => known.accounts.get(`${channel}:${account}`)?.ways ?? [],
    isRestricted: (channel, account) => known.accounts.get(`${channel}:${account}`)?.restrictedAt !== undefined,
    refresh: async () => {
      known = await readStored(db, calendar);
    },
  };
}

/** A pattern that the content no longer has binds nobody. */
async function readStored(db: Connection, { patterns }: Calendar) {
  const [shiftRows, accounts] = await Promise.all([native(shifts(db)).find({}).toArray(), native(channelAccounts(db)).find({}).toArray()]);
  const known = shiftRows.flatMap(({ _id, pattern: id, since }): readonly (readonly [string, Shift])[] => {
    const pattern = patterns.get(id);
    return pattern === undefined ? [] : [[_id, { pattern, since }]];
  });
  return { shifts: new Map(known), accounts: new Map(accounts.map((account) => [account._id, account])) };
}
