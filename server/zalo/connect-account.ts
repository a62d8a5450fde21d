import type { Connection } from 'mongoose';
import {
  createMemoryTokenStore,
  createZaloOa,
  type TokenStore,
  type Tokens,
  ZaloApiError,
  type ZaloOa,
  ZaloReconnectError,
  ZaloTransportError,
} from 'zalo-oa-sdk';
import type { Config } from '../config';
import type { Keys } from '../keys';
import { recordAct } from '../staff/audit';
import { consentVerifier } from './consent-verifier';
import { connectedAccount, zaloTokenStore } from './token-store';

export type ConnectParts = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly zalo: NonNullable<Config['zalo']>;
  readonly now: () => Date;
  readonly actor: string; // in the audit
};

/** `refused`: tokens were given, and Zalo says no to the account's first call all the same. */
export type Connected = { readonly oaId: string | undefined; readonly name: string | undefined; readonly refused: number | undefined };
export const connectFaults = ['other_account', 'oauth_refused', 'app_refused', 'tokens_refused', 'unreachable'] as const;
export type ConnectFault = (typeof connectFaults)[number];
export type ConnectOutcome = Connected | { readonly fault: ConnectFault; readonly code?: number };

type First = (zalo: ZaloOa, tokens: TokenStore) => Promise<void>;

/** Exchanges what the callback brought, once. */
export function connectWithCode(parts: ConnectParts, code: string, oaId: string | undefined): Promise<ConnectOutcome> {
  return connect(parts, oaId, (zalo) => zalo.connect(code, consentVerifier(parts.keys)));
}

/** Takes over a pair that the developer console's API Explorer gave. How old it is nobody says: it is renewed when it is refused. */
export function connectWithTokens(parts: ConnectParts, pair: Pick<Tokens, 'accessToken' | 'refreshToken'>): Promise<ConnectOutcome> {
  const now = parts.now().getTime();
  const tokens = { ...pair, accessExpiresAt: now + accessLifeMs, refreshExpiresAt: now + refreshLifeMs };
  return connect(parts, undefined, (_, store) => store.write(tokens));
}

const accessLifeMs = 25 * 3600_000;
const refreshLifeMs = 90 * 24 * 3600_000;

/**
 * In memory first: the pair is kept only when it is known to speak for the account that learners' ids belong to. Ids of people are
 * another account's nonsense.
 */
async function connect(parts: ConnectParts, oaId: string | undefined, first: First): Promise<ConnectOutcome> {
  const { db, now } = parts;
  const before = await connectedAccount(db);
  if (before !== undefined && oaId !== undefined && before !== oaId) return { fault: 'other_account' };

  const tokens = createMemoryTokenStore();
  const zalo = clientOf(parts, tokens);
  const failed = await first(zalo, tokens).then(() => undefined, faultOf);
  if (failed !== undefined) return failed;
  const asked = await zalo.account.profile().then(
    (profile) => profile,
    (error: unknown) => faultOf(error),
  );
  if ('fault' in asked && asked.fault !== 'app_refused') return asked;
  const found =
    'fault' in asked ? { oaId, name: undefined, refused: asked.code } : { oaId: asked.oaId, name: asked.name, refused: undefined };
  if (before !== undefined && found.oaId !== undefined && before !== found.oaId) return { fault: 'other_account' };
  await keep(parts, await tokens.read(), found.oaId);
  await recordAct(db, parts.keys.of('audit'), { at: now(), actor: parts.actor, action: 'zalo-connected', subject: found.oaId ?? 'zalo' });
  return found;
}

function clientOf({ zalo: { appId, appSecret, oauthUrl, apiUrl, businessUrl }, now }: ConnectParts, tokens: TokenStore): ZaloOa {
  const hosts = { oauthUrl, openApiUrl: apiUrl, businessUrl };
  return createZaloOa({ appId, appSecret, tokens, ...hosts, now: () => now().getTime(), retries: { times: 0 } });
}

async function keep({ db, keys }: ConnectParts, tokens: Tokens | undefined, accountId: string | undefined): Promise<void> {
  const store = zaloTokenStore(db, keys, { accountId });
  if (tokens !== undefined) await store.exclusively(() => store.write(tokens));
}

/** Which part of the set-up Zalo or the network said no to. */
function faultOf(error: unknown): { readonly fault: ConnectFault; readonly code?: number } {
  if (error instanceof ZaloReconnectError) return { fault: 'tokens_refused' };
  if (error instanceof ZaloTransportError) return { fault: 'unreachable' };
  if (!(error instanceof ZaloApiError)) throw error;
  const { host, code, retry } = error;
  if (host === 'oauth') return { fault: 'oauth_refused', code };
  return { fault: retry === 'refresh' ? 'tokens_refused' : 'app_refused', code };
}
