import { Integration, type IntegrationProps } from '@botpress/sdk';
import type { Channel } from '../channels/channel';
import { deliver } from './deliver';
import { chat } from './integration-definition';
import { receive } from './receive';

type Sayings = IntegrationProps['channels'][string];

/** Any channel as a Botpress integration: what comes by its webhook becomes messages there, and what a bot says goes out by it. */
export function toIntegration(channel: Channel): Integration {
  const say: NonNullable<NonNullable<Sayings>['messages']>[string] = (said) => deliver(channel, said);
  return new Integration({
    register: async () => undefined,
    unregister: async () => undefined,
    actions: {},
    handler: ({ req, client }) => receive(channel, client, req),
    channels: { [chat]: { messages: { text: say, choice: say } } },
  });
}
