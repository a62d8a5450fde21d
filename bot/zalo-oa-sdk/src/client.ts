import { accountOf } from './api/account';
import { anonymousOf } from './api/anonymous';
import { broadcastsOf } from './api/broadcasts';
import { groupsOf } from './api/groups';
import { messagesOf } from './api/messages';
import { phoneOf } from './api/phone';
import { quotaOf } from './api/quota';
import { reactionsOf } from './api/reactions';
import { tagsOf } from './api/tags';
import { templatesOf } from './api/templates';
import { uploadsOf } from './api/uploads';
import { usersOf } from './api/users';
import { createOAuth, type OAuth } from './auth/oauth';
import { createTokenSource } from './auth/token-source';
import type { TokenStore } from './auth/token-store';
import { type CallReport, createCall } from './call';
import type { ReconnectReason } from './errors';
import type { Fetch } from './http';
import type { Retries } from './retries';

export type ZaloOaOptions = {
  readonly appId: string;
  readonly appSecret: string;
  /** Where this account's tokens are kept. */
  readonly tokens: TokenStore;
  readonly oauthUrl?: string;
  readonly openApiUrl?: string;
  readonly businessUrl?: string;
  readonly fetch?: Fetch;
  /** How long one request may take; 10 s unless told. */
  readonly timeoutMs?: number;
  /** Two more tries unless told, only where that is safe; `{ times: 0 }` leaves it to the caller. */
  readonly retries?: Partial<Retries>;
  /** Adds the proof made with the application secret to every call. */
  readonly proveCalls?: boolean;
  readonly now?: () => number;
  readonly onReconnectNeeded?: (reason: ReconnectReason) => void;
  readonly onCall?: (report: CallReport) => void;
};

const defaultTimeoutMs = 10_000;
const defaultRetries: Retries = { times: 2, firstMs: 500, longestMs: 8_000 };

/** One Official Account as one application speaks for it. Holds secrets in closures only: nothing of them can be printed. */
export function createZaloOa(options: ZaloOaOptions) {
  const { appId, appSecret, tokens: store, fetch = globalThis.fetch, timeoutMs = defaultTimeoutMs, now = Date.now } = options;
  const oauthUrl = options.oauthUrl ?? 'https://oauth.zaloapp.com';
  const oauth = createOAuth({ appId, appSecret, oauthUrl, fetch, now, timeoutMs });
  const call = createCall({
    hosts: { oa: options.openApiUrl ?? 'https://openapi.zalo.me', business: options.businessUrl ?? 'https://business.openapi.zalo.me' },
    tokens: createTokenSource({ store, oauth, now, onReconnectNeeded: options.onReconnectNeeded }),
    fetch,
    now,
    timeoutMs,
    retries: { ...defaultRetries, ...options.retries },
    proveWith: options.proveCalls === true ? appSecret : undefined,
    onCall: options.onCall,
  });
  return {
    connect: (code: string, codeVerifier?: string, signal?: AbortSignal) => connect(store, oauth, { code, codeVerifier, signal }),
    /** Any call that has no function here, with the same token, retries and errors. */
    call,
    account: accountOf(call),
    anonymous: anonymousOf(call),
    broadcasts: broadcastsOf(call),
    groups: groupsOf(call),
    messages: messagesOf(call),
    phone: phoneOf(call),
    quota: quotaOf(call),
    reactions: reactionsOf(call),
    tags: tagsOf(call),
    templates: templatesOf(call),
    uploads: uploadsOf(call),
    users: usersOf(call),
  };
}

export type ZaloOa = ReturnType<typeof createZaloOa>;

type Granted = { readonly code: string; readonly codeVerifier: string | undefined; readonly signal: AbortSignal | undefined };

/** Exchanges the code of the callback and stores what it gives: from then on the client works. */
function connect(store: TokenStore, oauth: OAuth, { code, codeVerifier, signal }: Granted): Promise<void> {
  return store.exclusively(async () => store.write(await oauth.exchangeCode(code, codeVerifier, signal)));
}
