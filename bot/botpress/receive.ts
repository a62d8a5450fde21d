import type { Channel, InboundEvent, Outcome, RawRequest } from '../channels/channel';
import { chat } from './integration-definition';

type Tags = Record<string, string>;
type Address = { readonly userId: string; readonly conversationId: string };

/** The four calls of a Botpress client that an integration makes. */
export type IntegrationOperations = {
  getOrCreateUser(call: { tags: Tags }): Promise<{ readonly user: { readonly id: string } }>;
  getOrCreateConversation(call: { channel: typeof chat; tags: Tags }): Promise<{ readonly conversation: { readonly id: string } }>;
  getOrCreateMessage(call: Address & { type: 'text'; tags: Tags; payload: object; discriminateByTags: string[] }): Promise<unknown>;
  createEvent(call: Address & { type: string; payload: object }): Promise<unknown>;
};

/** A webhook's request as Botpress passes it on. */
export type PassedOn = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
};

/** What the platform sent, as users, conversations, messages and events of Botpress; and the platform's own answer. */
export async function receive(channel: Channel, client: IntegrationOperations, passedOn: PassedOn) {
  const request = rawRequest(passedOn);
  const { status, headers, body } = channel.answer(request, await outcomeOf(channel, client, request));
  return { status, headers: { ...headers }, ...(body === undefined ? {} : { body }) };
}

async function outcomeOf(channel: Channel, client: IntegrationOperations, request: RawRequest): Promise<Outcome> {
  if (request.method === 'GET') return 'handshake';
  if (!channel.isGenuine(request)) return 'refused';

  const { events, malformed } = channel.parse(request);
  if (malformed) return 'malformed';
  try {
    for (const event of events) if ('kind' in event) await pass(client, event);
    return 'accepted';
  } catch {
    return 'unavailable'; // the platform sends it again, and what was made already is found by its tags
  }
}

async function pass(client: IntegrationOperations, event: InboundEvent): Promise<void> {
  const { id, at, sender, channel, account, ...body } = event;
  const { user } = await client.getOrCreateUser({ tags: { id: sender } });
  const { conversation } = await client.getOrCreateConversation({ channel: chat, tags: { id: sender, app: channel } });
  const address = { userId: user.id, conversationId: conversation.id };
  if (body.kind !== 'message') {
    await client.createEvent({
      ...address,
      type: body.kind,
      payload: { ...body, id, at: at.getTime(), app: channel, identifiedBy: channel === 'web' ? 'none' : 'account' },
    });
    return;
  }
  const { text, value } = body;
  await client.getOrCreateMessage({
    ...address,
    type: 'text',
    tags: { id, at: at.toISOString() },
    payload: { text, ...(value === undefined ? {} : { value }) },
    discriminateByTags: ['id'],
  });
}

function rawRequest({ method, path, query, headers, body }: PassedOn): RawRequest {
  return { method, url: query === '' ? path : `${path}?${query}`, headers, body: Buffer.from(body ?? '') };
}
