import { createHmac, timingSafeEqual } from 'node:crypto';
import { secret } from './environment.mjs';

const signed = /^sha256=([0-9a-f]{64})$/;

/** The one check every bot of the bench makes, whatever its framework would do: HMAC-SHA-256 of the raw body. */
export function isGenuine(rawBody, header = '') {
  const given = signed.exec(header)?.[1];
  if (given === undefined) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), createHmac('sha256', secret).update(rawBody).digest());
}
