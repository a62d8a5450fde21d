import type { Capabilities, Channel, ChannelName } from './channel';
import { createMessenger, type MessengerOptions } from './messenger';
import { messengerCapabilities } from './messenger/limits';
import { createWeb, type WebOptions } from './web';
import { webCapabilities } from './web/limits';
import { createZalo, type ZaloOptions } from './zalo';
import { zaloCapabilities } from './zalo/limits';

/** What each channel needs; one without options is not served. */
export type ChannelOptions = { readonly web: WebOptions; readonly messenger?: MessengerOptions; readonly zalo?: ZaloOptions };

/** Every channel, with the path its events come in by. */
export function createChannels({ web, messenger, zalo }: ChannelOptions): ReadonlyMap<string, Channel> {
  const channels = new Map<string, Channel>([['/chat/api/events', createWeb(web)]]);
  if (messenger !== undefined) channels.set('/webhooks/messenger', createMessenger(messenger));
  if (zalo !== undefined) channels.set('/webhooks/zalo', createZalo(zalo));
  return channels;
}

/** What each channel can show and allows, set up or not. */
export const capabilitiesByName: ReadonlyMap<ChannelName, Capabilities> = new Map([
  ['web', webCapabilities],
  ['messenger', messengerCapabilities],
  ['zalo', zaloCapabilities({ buttons: false, lists: false })],
]);
