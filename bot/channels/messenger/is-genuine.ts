import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawRequest } from '../channel';

const signature = /^sha256=([0-9a-f]{64})$/; // in small letters only: anything else is not how it is sent

/** Messenger signs the raw bytes with the app secret; parsed and re-written JSON will not match. */
export function isGenuine(request: Pick<RawRequest, 'headers' | 'body'>, appSecret: string): boolean {
  const given = signature.exec(request.headers['x-hub-signature-256'] ?? '')?.[1];
  if (given === undefined) return false;

  const expected = createHmac('sha256', appSecret).update(request.body).digest();
  return timingSafeEqual(Buffer.from(given, 'hex'), expected);
}
