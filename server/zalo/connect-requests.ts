import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Language } from '../../courses/model';
import { type Keys, keyedHash } from '../keys';
import { native } from '../storage/collection';
import { connectRequests } from '../storage/collections/connect-requests';

const _id = 'zalo:oa';
const lifeMs = 15 * 60_000;

type Parts = { readonly db: Connection; readonly keys: Keys; readonly now: Date };

/** The browser that opened the link, and the mark that Zalo is asked to give back. */
export type Bound = { readonly browser: string; readonly state: string; readonly language: Language };

/** Starts a connection: whoever holds the key may open its page, in one browser. An earlier one that was not finished ends. */
export async function openConnectRequest(
  { db, keys, now }: Parts,
  language: Language,
): Promise<{ readonly key: string; readonly until: Date }> {
  const key = secret();
  const until = new Date(now.getTime() + lifeMs);
  const $set = { key: hashOf(keys, 'key', key), browser: null, language, expiresAt: until };
  await native(connectRequests(db)).updateOne({ _id }, { $set }, { upsert: true });
  return { key, until };
}

/** Gives the link's page to the first browser that brings the key, and to that one again. */
export async function bindBrowser(parts: Parts, key: string, known: string | undefined): Promise<Bound | undefined> {
  const { db, keys, now } = parts;
  const again = await boundTo(parts, known);
  if (again !== undefined) return again;
  const browser = secret();
  const mine = { _id, key: hashOf(keys, 'key', key), browser: null, expiresAt: { $gt: now } };
  const taken = await native(connectRequests(db)).updateOne(mine, { $set: { browser: hashOf(keys, 'browser', browser) } });
  return taken.modifiedCount === 1 ? boundTo(parts, browser) : undefined;
}

/** What was started in this browser and is not over. */
export async function boundTo({ db, keys, now }: Parts, browser: string | undefined): Promise<Bound | undefined> {
  if (browser === undefined || browser === '') return undefined;
  const mine = { _id, browser: hashOf(keys, 'browser', browser), expiresAt: { $gt: now } };
  const row = await native(connectRequests(db)).findOne(mine);
  return row === null ? undefined : { browser, state: hashOf(keys, 'state', browser), language: row.language };
}

/** Ends it, for one caller only: a callback is worth something once. */
export async function closeConnectRequest({ db, keys, now }: Parts, browser: string): Promise<boolean> {
  const mine = { _id, browser: hashOf(keys, 'browser', browser), expiresAt: { $gt: now } };
  return (await native(connectRequests(db)).deleteOne(mine)).deletedCount === 1;
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** The database holds hashes only, and finds by them: nothing is compared byte by byte. */
function hashOf(keys: Keys, what: 'key' | 'browser' | 'state', value: string): string {
  return keyedHash(keys.of('zalo-consent'), `${what} ${value}`);
}
