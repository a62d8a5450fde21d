import type { Channel } from './channel';
import { createMessenger, type MessengerOptions } from './messenger';
import { createWeb, type WebOptions } from './web';

/** What each channel needs; one without options is not served. */
export type ChannelOptions = { readonly web: WebOptions; readonly messenger?: MessengerOptions };

/** Every channel, with the path its events come in by. */
export function createChannels({ web, messenger }: ChannelOptions): ReadonlyMap<string, Channel> {
  const channels = new Map<string, Channel>([['/chat/api/events', createWeb(web)]]);
  if (messenger !== undefined) channels.set('/webhooks/messenger', createMessenger(messenger));
  return channels;
}
