import type { Connection } from 'mongoose';
import type { Channel, ChannelName } from '../bot/channels/channel';
import { type ChannelOptions, createChannels } from '../bot/channels/registry';
import type { Config } from './config';
import type { Keys } from './keys';
import type { Logger } from './observability/logger';
import { zaloTokenStore } from './zalo/token-store';

export type ChannelSetUp = {
  /** By the path their events come in by. */
  readonly byPath: ReadonlyMap<string, Channel>;
  readonly byName: ReadonlyMap<ChannelName, Channel>;
};

export type ChannelParts = {
  readonly config: Config;
  readonly keys: Keys;
  readonly db: Connection;
  readonly logger: Logger;
  readonly now: () => Date;
};

/** The channels this installation is set up for; the web chat always is. */
export function channelsOf(parts: ChannelParts): ChannelSetUp {
  const { config, keys, now } = parts;
  const { messenger } = config;
  const made = createChannels({
    web: { key: keys.of('web-chat'), now },
    ...(messenger === undefined ? {} : { messenger: { ...messenger, now } }),
    ...zaloOf(parts),
  });
  const byPath = new Map([...made].map(([path, channel]) => [path, limited(channel, config)]));
  return { byPath, byName: new Map([...byPath.values()].map((channel) => [channel.name, channel])) };
}

function zaloOf({ config: { zalo }, keys, db, logger, now }: ChannelParts): Pick<ChannelOptions, 'zalo'> {
  if (zalo === undefined) return {};
  const { shows, perSecond: _, quotas: __, signature, verifier: ___, ...options } = zalo;
  return {
    zalo: {
      ...options,
      shows: { buttons: shows !== 'text', lists: shows === 'lists' },
      tokens: zaloTokenStore(db, keys),
      signature: { first: signature === 'either' ? ['app_id', 'oa_id'] : [signature === 'oa-id' ? 'oa_id' : 'app_id'] },
      onSignature: ({ first, timestamp }) =>
        logger.info({ event: 'webhook.signature', channel: 'zalo', code: `${first}_time_of_${timestamp}` }),
      now,
      onReconnectNeeded: (reason) => logger.error({ event: 'channel.reconnect_needed', channel: 'zalo', code: reason }),
      onButtonsRefused: () => logger.warn({ event: 'channel.buttons_refused', channel: 'zalo' }),
    },
  };
}

/** The rate and the quotas a platform allows differ by account, so the operator sets them. */
function limited(channel: Channel, config: Config): Channel {
  const set = channel.name === 'web' ? undefined : config[channel.name];
  if (set === undefined) return channel;
  const { perSecond, quotas } = set;
  return { ...channel, capabilities: { ...channel.capabilities, perSecond, quotas } };
}
