import type { Connection } from 'mongoose';
import type { Channel, Outcome, RawRequest } from '../../bot/channels/channel';
import { native } from '../storage/collection';
import { webhookSightings } from '../storage/collections/webhook-sightings';

export type Sighting = Outcome | 'handshake_refused';

const apartMs = 60_000;

/** Notes when a channel's webhook last met what, at most once a minute each: `doctor` tells from it what is wrong. A note that is lost costs nothing. */
export function createSightings(db: Connection, now: () => Date): (channel: string, sighting: Sighting) => void {
  const noted = new Map<string, number>();
  return (channel, sighting) => {
    const at = now();
    const key = `${channel} ${sighting}`;
    if (at.getTime() - (noted.get(key) ?? 0) < apartMs) return;
    noted.set(key, at.getTime());
    native(webhookSightings(db))
      .updateOne({ _id: channel }, { $set: { [sighting]: at } }, { upsert: true })
      .catch(() => noted.delete(key));
  };
}

/** What a request was, for the notes; `undefined` for a visit that is neither an event nor the platform trying the address. */
export function sightingOf(channel: Channel, request: RawRequest, outcome: Outcome, status: number): Sighting | undefined {
  if (outcome !== 'handshake') return outcome;
  if (channel.isProbe !== undefined && !channel.isProbe(request)) return undefined;
  if (status === 200) return 'handshake';
  return status === 403 ? 'handshake_refused' : undefined;
}
