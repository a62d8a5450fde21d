import { createHmac, timingSafeEqual } from 'node:crypto';

/** After this long without a touch nothing earlier is shown again (`docs/design/architecture.md` §6). */
export const idleLimitMs = 10 * 60_000;

/** Clocks of two servers may differ a little; a token from further ahead than this is not believed. */
const clockSkewMs = 60_000;

/** That this device's chat is open: replies up to `floor` were already hidden once and stay so. */
export type OpenToken = { readonly floor: number; readonly activeAt: number };

/** `<floor>.<activeAt>.<mac>`: no server remembers open chats, so that any of them can answer. */
export function writeOpenToken(key: Buffer, sender: string, token: OpenToken): string {
  return `${token.floor}.${token.activeAt}.${mac(key, sender, token)}`;
}

/** `undefined` when the chat is not open: forged, of another sender, idle too long, or from the future because a clock was set back. */
export function readOpenToken(key: Buffer, sender: string, text: string | undefined, now: number): OpenToken | undefined {
  const parts = /^(\d{1,15})\.(\d{1,15})\.([A-Za-z0-9_-]{43})$/.exec(text ?? '');
  if (parts === null) return undefined;

  const token = { floor: Number(parts[1]), activeAt: Number(parts[2]) };
  const [given, expected] = [Buffer.from(parts[3] ?? ''), Buffer.from(mac(key, sender, token))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;

  const idleMs = now - token.activeAt;
  return idleMs < idleLimitMs && idleMs > -clockSkewMs ? token : undefined;
}

function mac(key: Buffer, sender: string, token: OpenToken): string {
  return createHmac('sha256', key).update(`open\n${sender}\n${token.floor}\n${token.activeAt}`).digest('base64url');
}
