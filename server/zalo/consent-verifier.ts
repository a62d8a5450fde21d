import { createHmac } from 'node:crypto';
import { challengeOf } from 'zalo-oa-sdk';
import type { Keys } from '../keys';

const length = 43;

/**
 * The same for every grant of an installation, so that both readings of the documentation work: the link carries its challenge, and
 * whoever's developer console wants one saved saves that one. Letters and digits only, and a challenge that either alphabet of base64
 * writes alike.
 */
export function consentVerifier(keys: Keys, draw = 0): string {
  const drawn = createHmac('sha512', keys.of('zalo-consent')).update(`verifier ${draw}`).digest('base64');
  const verifier = drawn.replace(/[^A-Za-z0-9]/g, '').slice(0, length);
  const fits = verifier.length === length && !/[-_]/.test(challengeOf(verifier));
  return fits ? verifier : consentVerifier(keys, draw + 1);
}
