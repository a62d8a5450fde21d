import { createHash, randomInt } from 'node:crypto';

export type Pkce = { readonly verifier: string; readonly challenge: string };

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const verifierLength = 43;

/**
 * A fresh pair. Sources differ on which letters a verifier may have and how a challenge is written, so this draws until both agree:
 * letters and digits only, and a challenge that reads the same in either alphabet of base64.
 */
export function createPkce(): Pkce {
  const verifier = Array.from({ length: verifierLength }, () => letters[randomInt(letters.length)]).join('');
  const challenge = challengeOf(verifier);
  return /[-_]/.test(challenge) ? createPkce() : { verifier, challenge };
}

/** base64url of the SHA-256 of the verifier, without padding. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}
