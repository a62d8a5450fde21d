import { createHash, timingSafeEqual } from 'node:crypto';
import { fieldsOf, parseJson, textOf } from '../json';

/** Bytes exactly as they came, and header names in lower case. */
export type WebhookRequest = { readonly body: Uint8Array; readonly headers: Readonly<Record<string, string | undefined>> };

/** Which of the ways that sources describe made the signature match. Note it for the first hundred events, then allow only that one. */
export type SignatureVariant = { readonly first: 'app_id' | 'oa_id'; readonly timestamp: 'body' | 'header'; readonly secret: number };

export type WebhookVerdict =
  | { readonly genuine: true; readonly variant: SignatureVariant }
  | { readonly genuine: false; readonly why: 'no_signature' | 'no_json' | 'other_app' | 'wrong_signature' };

export type VerifyOptions = {
  readonly appId: string;
  /** The OA secret key of the console's webhook page; not the application's secret. Several while it is being changed. */
  readonly secrets: readonly string[];
  /** What the signed text begins with: disputed, `app_id` by most sources. */
  readonly first?: readonly SignatureVariant['first'][];
  /** Where the signed time stands: disputed, the body by most sources. */
  readonly timestamp?: readonly SignatureVariant['timestamp'][];
};

const signature = /^\s*(?:mac\s*=\s*)?([0-9a-f]{64})\s*$/i;

/** Whether a request comes from Zalo: SHA-256 of id, raw body, time and secret, one after the other. No HMAC, whatever some samples say. */
export function verifyWebhook({ body, headers }: WebhookRequest, options: VerifyOptions): WebhookVerdict {
  const given = signature.exec(headers['x-zevent-signature'] ?? '')?.[1];
  if (given === undefined) return { genuine: false, why: 'no_signature' };
  const event = fieldsOf(parseJson(new TextDecoder().decode(body)));
  if (event === undefined) return { genuine: false, why: 'no_json' };
  if (textOf(event.app_id) !== options.appId) return { genuine: false, why: 'other_app' };

  const expected = Buffer.from(given, 'hex');
  const ids = { app_id: options.appId, oa_id: oaIdOf(event) };
  const times = { body: digitsOf(textOf(event.timestamp)), header: digitsOf(headers['x-zevent-timestamp']) };
  const matching = variantsOf(options).filter(({ first, timestamp, secret }) => {
    const [id, time, key] = [ids[first], times[timestamp], options.secrets[secret]];
    return id !== undefined && time !== undefined && key && timingSafeEqual(macOf({ id, body, time, secret: key }), expected);
  });
  const variant = matching[0];
  return variant === undefined ? { genuine: false, why: 'wrong_signature' } : { genuine: true, variant };
}

/** What Zalo would sign this request with: for tests and simulators of one's own. */
export function signWebhook(
  body: Uint8Array,
  { id, time, secret }: { readonly id: string; readonly time: string; readonly secret: string },
): string {
  return `mac=${macOf({ id, body, time, secret }).toString('hex')}`;
}

/** The unsigned `{}` that Zalo posts when an address is saved: answer 200 and do nothing. */
export function isProbe({ body, headers }: WebhookRequest): boolean {
  return headers['x-zevent-signature'] === undefined && body.length <= 8 && new TextDecoder().decode(body).replace(/\s/g, '') === '{}';
}

type Signed = { readonly id: string; readonly body: Uint8Array; readonly time: string; readonly secret: string };

function macOf({ id, body, time, secret }: Signed): Buffer {
  return createHash('sha256').update(id).update(body).update(time).update(secret).digest();
}

/** Every way that is allowed is computed, whichever matches, so that time tells nothing. */
function variantsOf({ first = ['app_id'], timestamp = ['body', 'header'], secrets }: VerifyOptions): readonly SignatureVariant[] {
  return secrets.flatMap((_, secret) => first.flatMap((id) => timestamp.map((time) => ({ first: id, timestamp: time, secret }))));
}

function digitsOf(time: string | undefined): string | undefined {
  return time !== undefined && /^\d{1,16}$/.test(time) ? time : undefined;
}

/** The account's id stands in a different place for what people do, for what the account does, and for the rest. */
function oaIdOf(event: Readonly<Record<string, unknown>>): string | undefined {
  const [sender, recipient] = [fieldsOf(event.sender), fieldsOf(event.recipient)];
  const name = textOf(event.event_name) ?? '';
  const fromAccount = /^oa_|^user_(received|seen)_message$/.test(name);
  return textOf(event.oa_id) ?? textOf(event.oaId) ?? textOf(fromAccount ? sender?.id : recipient?.id);
}
