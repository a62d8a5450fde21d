import { challengeOf, startConsent } from 'zalo-oa-sdk';
import type { Config } from '../config';
import type { Keys } from '../keys';
import { consentVerifier } from './consent-verifier';

/** Where Zalo leads the browser back to; it must be saved in the developer console exactly so. */
export const connectPath = '/connect/zalo';

type Parts = { readonly keys: Keys; readonly config: Pick<Config, 'publicUrl'> & { readonly zalo: NonNullable<Config['zalo']> } };

export function callbackOf({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return `${publicUrl}${connectPath}`;
}

/** The address at which an administrator of the account says yes, and what the developer console may want saved for it. */
export function consentLink({ keys, config }: Parts, state: string) {
  const { appId, oauthUrl } = config.zalo;
  const verifier = consentVerifier(keys);
  const callback = callbackOf(config);
  const consent = new URL(startConsent({ appId, redirectUri: callback, pkce: { mode: 'fixed', verifier }, oauthUrl }).url);
  consent.searchParams.set('state', state);
  return { consent: consent.href, callback, challenge: challengeOf(verifier) };
}
