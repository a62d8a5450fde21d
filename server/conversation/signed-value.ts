import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Reply } from '../../bot/messages';

const macLength = 16; // base64url characters: 96 bits

/** Binds every button of these replies to the conversation they are shown in; another conversation cannot use the value. */
export function signReplies(key: Buffer, conversation: string, replies: readonly Reply[]): readonly Reply[] {
  return replies.map((reply) => {
    if (reply.type !== 'choice') return reply;
    const options = reply.payload.options.map(({ label, value }) => ({ label, value: `${value}~${mac(key, conversation, value)}` }));
    return { type: 'choice', payload: { text: reply.payload.text, options } };
  });
}

/** The value we signed, or `undefined` for one that is forged, cut short or from another conversation. */
export function verifyValue(key: Buffer, conversation: string, signed: string): string | undefined {
  const cut = signed.lastIndexOf('~');
  if (cut < 0) return undefined;

  const value = signed.slice(0, cut);
  const given = Buffer.from(signed.slice(cut + 1));
  const expected = Buffer.from(mac(key, conversation, value));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return value;
}

function mac(key: Buffer, conversation: string, value: string): string {
  return createHmac('sha256', key).update(`${conversation}\n${value}`).digest('base64url').slice(0, macLength);
}
