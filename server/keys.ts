import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomFillSync } from 'node:crypto';

/** What each key derived from the installation's secret is for; one label, one use. */
const uses = [
  'platform-id-hash',
  'platform-id',
  'conversation',
  'contact',
  'platform-token',
  'zalo-consent',
  'button-value',
  'evidence-id',
  'person-key',
  'sign-in',
  'web-chat',
  'web-device',
  'join-code',
  'group-code',
  'data-deletion',
  'link-code',
  'audit',
  'installation',
  'second-factor',
  'shown-once',
  'one-time-link',
  'third-party-request',
  'headcount',
  'paper-person',
  'check-in',
  'meeting-link',
  'meeting-file',
  'paper',
  'roster-staging',
  'roster-person',
  'roster-match',
  'report',
  'seal-head',
  'view-code',
] as const;
export type KeyUse = (typeof uses)[number];

/** The keys of one installation. `service-worker` rows use a second secret that cannot be joined to the first (`docs/design/reach.md` §3). */
export type Keys = { readonly of: (use: KeyUse) => Buffer; readonly serviceWorker: Buffer };

export function deriveKeys(secret: string, serviceWorkerSecret: string): Keys {
  const keys = new Map<KeyUse, Buffer>(uses.map((use) => [use, derive(secret, use)]));
  return {
    of: (use) => keys.get(use) ?? derive(secret, use),
    serviceWorker: derive(serviceWorkerSecret, 'service-worker'),
  };
}

/** Hex of a keyed hash, 32 characters: long enough to be unique, short enough for an `_id`. */
export function keyedHash(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
}

const nonceBytes = 12;
const nonces = Buffer.alloc(nonceBytes * 256);
let noncesUsed = nonces.length;

/** AES-256-GCM: 12 bytes nonce, ciphertext, 16 bytes tag. */
export function seal(key: Buffer, plain: Buffer): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The sealed text, or `undefined` if the key is not the one it was sealed with or a byte has changed. */
export function unseal(key: Buffer, sealed: Buffer): Buffer | undefined {
  if (sealed.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(12, sealed.length - 16)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Random bytes that no other seal has; drawn many at a time, because drawing costs as much as sealing a short text. */
function nextNonce(): Buffer {
  if (noncesUsed === nonces.length) {
    randomFillSync(nonces);
    noncesUsed = 0;
  }
  noncesUsed += nonceBytes;
  return nonces.subarray(noncesUsed - nonceBytes, noncesUsed);
}

function derive(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'hieu-luat', use, 32));
}
