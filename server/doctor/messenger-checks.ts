import { createHmac } from 'node:crypto';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { type GraphAnswer, readGraph } from '../../bot/channels/messenger/graph';
import { pageFields } from '../../bot/channels/messenger/profile';
import type { Config } from '../config';
import { channelAccounts } from '../storage/collections/channel-accounts';
import { clockOf } from './address-checks';
import { type Finding, type FindingCode, found } from './finding';
import { checkWebhook } from './webhook-checks';

export type MessengerParts = {
  readonly db: Connection;
  readonly messenger: NonNullable<Config['messenger']>;
  readonly now: () => Date;
};

export async function checkMessenger(parts: MessengerParts): Promise<readonly Finding[]> {
  const { messenger, db, now } = parts;
  const clock = await clockOf(messenger.apiUrl, now());
  if (clock === undefined) return found('messenger_unreachable', { address: messenger.apiUrl });
  const restricted = (await channelAccounts(db).findOne({ _id: 'messenger:page' }).lean())?.restrictedAt;
  return [
    ...clock,
    ...(await checkPage(parts)),
    ...(restricted === undefined ? [] : found('messenger_restricted', { at: restricted.toISOString() })),
    ...(await checkWebhook(db, 'messenger')),
  ];
}

const pageShape = z.object({ id: z.coerce.string(), name: z.string().optional() });
const subscribedShape = z.object({ data: z.array(z.object({ subscribed_fields: z.array(z.string()).default([]) })) });
const profileShape = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

/** Whether the token is this page's, the secret the application's, and the page passes its events on. */
async function checkPage({ messenger }: MessengerParts): Promise<readonly Finding[]> {
  const page = await ask(messenger, '/me', pageShape, { fields: 'id,name' });
  if ('findings' in page) return page.findings;
  const proof = createHmac('sha256', messenger.appSecret).update(messenger.pageToken).digest('hex');
  const proven = await ask(messenger, '/me', pageShape, { fields: 'id,name', appsecret_proof: proof });
  const { id, name = id } = page.value;
  const isOther = messenger.page !== undefined && /^\d+$/.test(messenger.page) && messenger.page !== id;
  return [
    ...('findings' in proven ? found('messenger_app_secret') : []),
    ...(isOther ? found('messenger_other_page', { name, id }) : found('messenger_sound', { name, id })),
    ...(await checkSubscription(messenger)),
    ...(await checkProfile(messenger)),
  ];
}

async function checkSubscription(messenger: MessengerParts['messenger']): Promise<readonly Finding[]> {
  const subscribed = await ask(messenger, '/me/subscribed_apps', subscribedShape);
  if ('findings' in subscribed) return subscribed.findings;
  const fields = subscribed.value.data.flatMap((app) => app.subscribed_fields);
  if (fields.length === 0) return found('messenger_not_subscribed');
  const missing = pageFields.filter((field) => !fields.includes(field));
  return missing.length === 0 ? [] : found('messenger_fields', { missing: missing.join(', ') });
}

/** Reading it needs the permission that sending needs, so nobody has to be written to. */
async function checkProfile(messenger: MessengerParts['messenger']): Promise<readonly Finding[]> {
  const profile = await ask(messenger, '/me/messenger_profile', profileShape, { fields: 'get_started,persistent_menu' });
  if ('findings' in profile) return profile.findings;
  return profile.value.data.some((set) => 'get_started' in set) ? [] : found('messenger_not_set_up');
}

type Asked<T> = { readonly value: T } | { readonly findings: readonly Finding[] };

async function ask<T>(
  access: MessengerParts['messenger'],
  path: string,
  shape: z.ZodType<T>,
  query?: Readonly<Record<string, string>>,
): Promise<Asked<T>> {
  const answer = await readGraph(access, path, query);
  if (answer === undefined) return { findings: found('messenger_unreachable', { address: access.apiUrl }) };
  if (!isAnswer(answer)) return { findings: found(codeOf(answer.code), { code: answer.code }) };
  const read = shape.safeParse(answer.fields);
  return read.success ? { value: read.data } : { findings: found('messenger_refused', { code: 0 }) };
}

function isAnswer(answer: GraphAnswer | { readonly code: number }): answer is GraphAnswer {
  return 'fields' in answer;
}

const throttles: ReadonlySet<number> = new Set([4, 17, 32, 613, 80_006]);

function codeOf(code: number): FindingCode {
  if (code === 190) return 'messenger_token';
  if (code === 10 || (code >= 200 && code < 300)) return 'messenger_permission';
  return throttles.has(code) ? 'messenger_throttled' : 'messenger_refused';
}
