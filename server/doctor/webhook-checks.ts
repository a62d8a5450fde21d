import type { Connection } from 'mongoose';
import { type WebhookSightingRow, webhookSightings } from '../storage/collections/webhook-sightings';
import { type Finding, found } from './finding';

/** What the channel's webhook has met so far: whether it was ever tried, whether events come, whether they are signed as we expect. */
export async function checkWebhook(db: Connection, channel: 'zalo' | 'messenger'): Promise<readonly Finding[]> {
  const seen = await webhookSightings(db).findOne({ _id: channel }).lean<WebhookSightingRow>();
  const { accepted = seen?.closed, refused, unavailable, handshake, handshake_refused: mismatch } = seen ?? {};
  if (isLater(mismatch, handshake) && isLater(mismatch, accepted) && channel === 'messenger')
    return found('messenger_verify_token', { at: told(mismatch) });
  if (isLater(unavailable, accepted)) return found(`${channel}_webhook_failing`, { at: told(unavailable) });
  if (isLater(refused, accepted)) return found(`${channel}_webhook_refused`, { at: told(refused) });
  if (accepted !== undefined) return [];
  return found(handshake === undefined ? `${channel}_webhook_never` : `${channel}_webhook_no_event`);
}

/** A stranger may send nonsense after a genuine event: only for minutes is that taken for a fault of ours. */
function isLater(one: Date | undefined, other: Date | undefined): boolean {
  return one !== undefined && (other === undefined || one.getTime() > other.getTime() + 10 * 60_000);
}

function told(at: Date | undefined): string {
  return at?.toISOString() ?? '';
}
