import type { Request } from '@botpress/sdk';
import type { DialogueEvent } from '../dialogue/step';

export type Addressed = {
  readonly conversationId: string;
  readonly userId: string;
  readonly event: DialogueEvent;
  readonly now: number; // server clock, ms
};

const configuration = Buffer.from(JSON.stringify({ payload: '{}' })).toString('base64');
const common = { 'x-bot-id': 'hieu-luat', 'x-bp-operation': 'event_received', 'x-bp-configuration': configuration };
const messageHeaders = { ...common, 'x-bp-type': 'message_created' };
const eventHeaders = { ...common, 'x-bp-type': 'event_received' };

/** One event as the request a Botpress bot is called with. The event itself travels whole in the payload. */
export function toHandlerRequest({ conversationId, userId, event, now }: Addressed, envelopeId = event.id): Request {
  const isMessage = event.kind === 'message';
  const type = isMessage ? 'message_created' : event.kind;
  const { id } = event;
  const payload = isMessage
    ? { message: { id, conversationId, userId, type: 'text', payload: event }, user: { id: userId }, conversation: { id: conversationId } }
    : event;
  const envelope = {
    id: envelopeId,
    type,
    createdAt: new Date(now).toISOString(),
    status: 'pending',
    conversationId,
    userId,
    messageId: id,
    payload,
  };
  return {
    method: 'POST',
    path: '/',
    query: '',
    headers: isMessage ? messageHeaders : eventHeaders,
    body: JSON.stringify({ event: envelope }),
  };
}

const kinds: ReadonlySet<unknown> = new Set(['message', 'joined', 'left', 'erase', 'withdrawn', 'media', 'due']);

/** The way back: what `toHandlerRequest` wrote, or Botpress for an integration of ours. `undefined` for anything else. */
export function readEnvelope(envelope: unknown): Addressed | undefined {
  if (!isRecord(envelope) || !isRecord(envelope.payload)) return undefined;
  const { conversationId, userId, createdAt, payload } = envelope;
  const { message } = payload;
  const event = isRecord(message) ? (passedOn(message, payload.conversation) ?? message.payload) : payload;
  const now = typeof createdAt === 'string' ? Date.parse(createdAt) : Number.NaN;
  if (typeof conversationId !== 'string' || typeof userId !== 'string' || Number.isNaN(now) || !isDialogueEvent(event)) return undefined;
  return { conversationId, userId, event, now };
}

/** A message as an integration of ours made it (`receive.ts`): text and value alone, the rest in tags. */
function passedOn({ id, tags, payload }: Record<string, unknown>, conversation: unknown): DialogueEvent | undefined {
  if (!isRecord(payload) || payload.kind !== undefined || typeof payload.text !== 'string' || !isRecord(tags)) return undefined;
  const at = Date.parse(String(tags.at));
  if (Number.isNaN(at)) return undefined;

  const app = isRecord(conversation) && isRecord(conversation.tags) ? String(conversation.tags.app) : '';
  const value = typeof payload.value === 'string' ? { value: payload.value } : {};
  return {
    kind: 'message',
    id: String(tags.id ?? id),
    at,
    text: payload.text,
    ...value,
    app,
    identifiedBy: app === 'web' ? 'none' : 'account',
  };
}

function isDialogueEvent(event: unknown): event is DialogueEvent {
  if (!isRecord(event) || !kinds.has(event.kind)) return false;
  if (event.kind === 'message' && typeof event.text !== 'string') return false;
  return typeof event.id === 'string' && typeof event.at === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
