import { createHmac } from 'node:crypto';
import type { WebhookCall } from '../platform-parts/webhook-caller';

/** The bytes Meta sends: whatever is beyond ASCII escaped in small letters, slashes too, and a digest over exactly these. */
export function signedEntries(appSecret: string, entries: readonly object[], object = 'page'): Pick<WebhookCall, 'body' | 'headers'> {
  const body = Buffer.from(escaped(JSON.stringify({ object, entry: entries })));
  const digest = createHmac('sha256', appSecret).update(body).digest('hex');
  const older = createHmac('sha1', appSecret).update(body).digest('hex');
  return {
    body,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${digest}`, 'x-hub-signature': `sha1=${older}` },
  };
}

/** `signed_request` of the data-deletion and deauthorize callbacks: the digest is over the encoded text. */
export function signedRequest(appSecret: string, payload: object): string {
  const encoded = Buffer.from(JSON.stringify(payload)).toString('base64url');
  return `${createHmac('sha256', appSecret).update(encoded).digest('base64url')}.${encoded}`;
}

function escaped(json: string): string {
  const ascii = json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return ascii.replaceAll('/', '\\/');
}
