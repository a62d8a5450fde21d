import { createHash } from 'node:crypto';
import type { Random } from '../platform-parts/random';
import type { WebhookCall } from '../platform-parts/webhook-caller';
import type { ZaloAccount, ZaloRules } from './options';

export type ZaloEvent = { readonly event_name: string; readonly timestamp: string } & Readonly<Record<string, unknown>>;

type Parts = { readonly account: ZaloAccount; readonly rules: ZaloRules; readonly random: Random };

/**
 * The bytes of an event and their digest. Keys come in another order each time, with spaces and escaped slashes now and then: whoever
 * writes the JSON anew before checking gets another digest, as with the real thing.
 */
export function signedEvent({ account, rules, random }: Parts, learner: string, event: ZaloEvent, echo = false): WebhookCall {
  const body = Buffer.from(written({ app_id: account.appId, ...withoutTime(event, rules) }, random), 'utf8');
  const { timestamp } = event;
  return {
    learner,
    body,
    echo,
    headers: {
      'x-zevent-signature': `mac=${macOf(account, body, timestamp)}`,
      ...(rules.timestampHeader === 'absent' ? {} : { 'x-zevent-timestamp': timestamp }),
    },
  };
}

export function macOf(account: Pick<ZaloAccount, 'appId' | 'oaSecret'>, body: Buffer, timestamp: string): string {
  return createHash('sha256').update(account.appId).update(body).update(timestamp).update(account.oaSecret).digest('hex');
}

function withoutTime(event: ZaloEvent, rules: ZaloRules): Readonly<Record<string, unknown>> {
  const { timestamp, ...rest } = event;
  return rules.timestampHeader === 'only in header' ? rest : { ...rest, timestamp };
}

function written(event: Readonly<Record<string, unknown>>, random: Random): string {
  const keys = Object.keys(event);
  const start = random.below(keys.length);
  const turned = Object.fromEntries([...keys.slice(start), ...keys.slice(0, start)].map((key) => [key, event[key]]));
  const text = JSON.stringify(turned, null, random.share() < 0.2 ? 1 : 0);
  return random.share() < 0.3 ? text.replaceAll('/', '\\/') : text;
}
