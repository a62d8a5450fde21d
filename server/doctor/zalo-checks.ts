import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { createMemoryTokenStore, createZaloOa, type TokenStore, ZaloApiError, type ZaloOa, ZaloReconnectError } from 'zalo-oa-sdk';
import type { Config } from '../config';
import type { Keys } from '../keys';
import { connectedAccount, hasTokens, zaloTokenStore } from '../zalo/token-store';
import { clockOf } from './address-checks';
import { type Finding, type FindingCode, found } from './finding';
import { checkWebhook } from './webhook-checks';

export type ZaloParts = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly zalo: NonNullable<Config['zalo']>;
  readonly now: () => Date;
};

/** Refusals of the account's host that somebody can do something about. */
const refusals: Readonly<Record<number, FindingCode>> = {
  [-32]: 'zalo_throttled',
  [-204]: 'zalo_account_gone',
  [-205]: 'zalo_account_gone',
  [-209]: 'zalo_app_inactive',
  [-212]: 'zalo_no_product',
  [-216]: 'zalo_token_refused',
  [-219]: 'zalo_app_inactive',
  [-220]: 'zalo_token_refused',
  [-221]: 'zalo_unverified',
  [-223]: 'zalo_no_permission',
  [-224]: 'zalo_package',
};

export async function checkZalo(parts: ZaloParts): Promise<readonly Finding[]> {
  const { zalo, db, now } = parts;
  const clock = await clockOf(zalo.apiUrl, now());
  if (clock === undefined) return found('zalo_unreachable', { address: zalo.apiUrl });
  const secrets = zalo.appSecret === zalo.oaSecret ? found('zalo_same_secret') : [];
  const app = await checkApp(parts);
  const account = app.length === 0 ? await checkAccount(parts) : [];
  return [...clock, ...secrets, ...app, ...account, ...(await checkWebhook(db, 'zalo'))];
}

/**
 * With a refresh token that nobody has. The codes are not documented, so the answer is compared with the one that a wrong secret gets:
 * who is answered alike, and not that the token is unknown, has the wrong secret.
 */
async function checkApp(parts: ZaloParts): Promise<readonly Finding[]> {
  const answer = await answerTo(parts, parts.zalo.appSecret);
  if (answer === 'unreachable') return found('zalo_unreachable', { address: parts.zalo.oauthUrl });
  if (answer === 'token_unknown') return [];
  if (answer === invalidApp) return found('zalo_app_id');
  return answer === (await answerTo(parts, randomUUID())) ? found('zalo_app_secret', { code: answer }) : [];
}

const invalidApp = -14002;

async function answerTo(parts: ZaloParts, appSecret: string): Promise<number | 'token_unknown' | 'unreachable'> {
  const nobodys = { accessToken: '', refreshToken: randomUUID(), accessExpiresAt: 0, refreshExpiresAt: Number.MAX_SAFE_INTEGER };
  const zalo = clientOf({ ...parts, zalo: { ...parts.zalo, appSecret } }, createMemoryTokenStore(nobodys));
  const error: unknown = await zalo.account.profile().catch((failure: unknown) => failure);
  if (error instanceof ZaloApiError) return error.code;
  return error instanceof ZaloReconnectError ? 'token_unknown' : 'unreachable';
}

async function checkAccount(parts: ZaloParts): Promise<readonly Finding[]> {
  const { db, keys } = parts;
  const tokens = zaloTokenStore(db, keys);
  if ((await tokens.read()) === undefined) return found((await hasTokens(db)) ? 'zalo_tokens_unreadable' : 'zalo_not_connected');
  const zalo = clientOf(parts, tokens);
  try {
    const { oaId, name = oaId, linkedBilling } = await zalo.account.profile();
    const connected = await connectedAccount(db);
    if (connected !== undefined && connected !== oaId) return found('zalo_other_account', { oaId, connected });
    return [...found('zalo_sound', { name, oaId }), ...(await checkQuota(zalo)), ...(linkedBilling ? [] : found('zalo_no_billing'))];
  } catch (error) {
    return whyNot(error, parts);
  }
}

async function checkQuota(zalo: ZaloOa): Promise<readonly Finding[]> {
  const quota = await zalo.quota.active().catch(() => undefined); // not every package has one
  return quota?.remain === 0 ? found('zalo_quota_used', { total: quota.total }) : [];
}

function whyNot(error: unknown, { zalo }: ZaloParts): readonly Finding[] {
  if (error instanceof ZaloReconnectError) {
    return found(error.reason === 'not_connected' ? 'zalo_not_connected' : `zalo_token_${error.reason}`);
  }
  if (!(error instanceof ZaloApiError)) return found('zalo_unreachable', { address: zalo.apiUrl });
  const code = error.host === 'oa' ? refusals[error.code] : undefined;
  return found(code ?? 'zalo_refused', { code: error.code });
}

function clientOf({ zalo: { appId, appSecret, oauthUrl, apiUrl, businessUrl }, now }: ZaloParts, tokens: TokenStore): ZaloOa {
  const hosts = { oauthUrl, openApiUrl: apiUrl, businessUrl };
  return createZaloOa({ appId, appSecret, tokens, ...hosts, now: () => now().getTime(), retries: { times: 0 } });
}
