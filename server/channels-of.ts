import type { Channel, ChannelName } from '../bot/channels/channel';
import { createChannels } from '../bot/channels/registry';
import type { Config } from './config';
import type { Keys } from './keys';

export type ChannelSetUp = {
  /** By the path their events come in by. */
  readonly byPath: ReadonlyMap<string, Channel>;
  readonly byName: ReadonlyMap<ChannelName, Channel>;
};

/** The channels this installation is set up for; the web chat always is. */
export function channelsOf(config: Config, keys: Keys, now: () => Date): ChannelSetUp {
  const { messenger } = config;
  const made = createChannels({
    web: { key: keys.of('web-chat'), now },
    ...(messenger === undefined ? {} : { messenger: { ...messenger, now } }),
  });
  const byPath = new Map([...made].map(([path, channel]) => [path, limited(channel, config)]));
  return { byPath, byName: new Map([...byPath.values()].map((channel) => [channel.name, channel])) };
}

/** The rate a platform allows differs by account, so the operator sets it. */
function limited(channel: Channel, { messenger }: Config): Channel {
  if (channel.name !== 'messenger' || messenger === undefined) return channel;
  return { ...channel, capabilities: { ...channel.capabilities, perSecond: messenger.perSecond } };
}
