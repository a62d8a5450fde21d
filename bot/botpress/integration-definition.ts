import { IntegrationDefinition, messages, z } from '@botpress/sdk';
import type { ChannelName } from '../channels/channel';

/** The one channel each integration has. */
export const chat = 'chat';

const nothing = { schema: z.object({}) };

/** What Botpress is told of an integration before it is deployed: its messages, events and tags. */
export function integrationDefinition(name: ChannelName, version: string): IntegrationDefinition {
  return new IntegrationDefinition({
    name,
    version,
    user: { tags: { id: { title: 'The platform’s id of the person' } } },
    channels: {
      [chat]: {
        messages: { text: { schema: z.object({ text: z.string(), value: z.string().optional() }) }, choice: messages.defaults.choice },
        message: { tags: { id: { title: 'The platform’s id of the message' }, at: { title: 'When, by the platform’s clock' } } },
        conversation: { tags: { id: { title: 'The platform’s id of the person' }, app: { title: 'The channel’s name' } } },
      },
    },
    events: { joined: { schema: z.object({ ref: z.string().optional() }).passthrough() }, left: nothing, erase: nothing, media: nothing },
  });
}
