import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { type Keys, keyedHash } from '../keys';
import { native } from '../storage/collection';
import { type MeetingLink, meetingLinks } from '../storage/collections/meeting-links';

const validMs = 24 * 3_600_000;

type Order = { readonly meeting: string; readonly group: string; readonly by: string; readonly now: Date };

/** A link for the monitor of one class: its token is handed out once, here, and is good for one list and one day. */
export async function createMonitorLink(db: Connection, keys: Keys, { meeting, group, by, now }: Order): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const row = { _id: monitorLinkId(keys, token), meeting, group, createdBy: by, createdAt: now };
  await native(meetingLinks(db)).insertOne({ ...row, until: new Date(now.getTime() + validMs) });
  return token;
}

export function monitorLinkId(keys: Keys, token: string): string {
  return keyedHash(keys.of('meeting-link'), token);
}

/** The link while it may still be used. */
export async function findMonitorLink(db: Connection, id: string, now: Date): Promise<MeetingLink | undefined> {
  const filter = { _id: id, until: { $gt: now }, usedAt: { $exists: false } };
  return (await native(meetingLinks(db)).findOne(filter)) ?? undefined;
}

/** `false`: it was used meanwhile. */
export async function useMonitorLink(db: Connection, { _id }: MeetingLink, now: Date): Promise<boolean> {
  const filter = { _id, usedAt: { $exists: false } };
  return (await native(meetingLinks(db)).updateOne(filter, { $set: { usedAt: now } })).matchedCount === 1;
}
