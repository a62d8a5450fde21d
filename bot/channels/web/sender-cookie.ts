import { createHmac, timingSafeEqual } from 'node:crypto';

/** Names the learner's conversation on this device: `<sender>.<hmac>`. The server sets it, the channel and the chat API check it here. */
export const senderCookie = 'hieu_luat_chat';

const senderId = /^[A-Za-z0-9_-]{22}$/; // 128 bits, base64url

export function signSender(key: Buffer, sender: string): string {
  return `${sender}.${mac(key, sender)}`;
}

/** The sender a request's `Cookie` header proves; `undefined` when there is none or its signature is not ours. */
export function senderOf(key: Buffer, cookieHeader: string | undefined): string | undefined {
  const value = readCookie(cookieHeader, senderCookie);
  if (value === undefined) return undefined;

  const cut = value.indexOf('.');
  const sender = value.slice(0, cut);
  if (!senderId.test(sender)) return undefined;
  return isEqual(value.slice(cut + 1), mac(key, sender)) ? sender : undefined;
}

/** One cookie's value as sent. Our own values need no decoding. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const cut = pair.indexOf('=');
    if (cut > 0 && pair.slice(0, cut).trim() === name) return pair.slice(cut + 1).trim();
  }
  return undefined;
}

function mac(key: Buffer, sender: string): string {
  return createHmac('sha256', key).update(sender).digest('base64url');
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
