import { randomBytes } from 'node:crypto';
import { challengeOf, createPkce } from './pkce';

/**
 * Whether the challenge is saved once in the developer console or drawn anew for every grant is disputed, and one production client
 * sends none. `fixed` keeps the verifier whose challenge the console has.
 */
export type PkceMode = { readonly mode: 'fixed'; readonly verifier: string } | { readonly mode: 'per-request' } | { readonly mode: 'none' };

export type Consent = {
  /** Where an administrator of the Official Account says yes. */
  readonly url: string;
  /** Keep both until the callback: `state` must be the same there, the verifier goes along with the code. */
  readonly state: string;
  readonly verifier: string | undefined;
};

export type ConsentOptions = {
  readonly appId: string;
  readonly redirectUri: string;
  readonly pkce: PkceMode;
  readonly oauthUrl?: string;
};

/** The link that asks an administrator to grant the application access to the account. */
export function startConsent({ appId, redirectUri, pkce, oauthUrl = 'https://oauth.zaloapp.com' }: ConsentOptions): Consent {
  const state = randomBytes(16).toString('base64url');
  const verifier = verifierOf(pkce);
  const url = new URL('/v4/oa/permission', oauthUrl);
  url.searchParams.set('app_id', appId);
  url.searchParams.set('redirect_uri', redirectUri);
  if (verifier !== undefined) url.searchParams.set('code_challenge', challengeOf(verifier));
  url.searchParams.set('state', state);
  return { url: url.href, state, verifier };
}

export type Callback = { readonly code: string; readonly oaId: string | undefined; readonly state: string | undefined };

/** What the browser brought back; `undefined` when it carries no code. That `state` comes back is told by one source only. */
export function readCallback(url: string): Callback | undefined {
  const query = new URL(url, 'http://callback').searchParams;
  const code = query.get('code');
  return code ? { code, oaId: query.get('oa_id') ?? undefined, state: query.get('state') ?? undefined } : undefined;
}

function verifierOf(pkce: PkceMode): string | undefined {
  if (pkce.mode === 'fixed') return pkce.verifier;
  return pkce.mode === 'per-request' ? createPkce().verifier : undefined;
}
