import type { RawRequest } from '../channel';
import { senderOf } from './sender-cookie';

/**
 * A request of our own chat page: the signed cookie says whose, and the browser's own headers say that no other site sent it. The
 * content type alone makes a browser ask first before another site may send such a body.
 */
export function isGenuine({ headers }: RawRequest, key: Buffer): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return false;
  return isOwnOrigin(headers.origin, headers.host) && senderOf(key, headers.cookie) !== undefined;
}

function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true; // no browser, which then carries no browser's cookie
  return URL.canParse(origin) && new URL(origin).host === host;
}
