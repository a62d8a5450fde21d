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
export function toHandlerRequest({ conversationId, userId, event, now }: Addressed): Request {
  const isMessage = event.kind === 'message';
  const type = isMessage ? 'message_created' : event.kind;
  const { id } = event;
  const payload = isMessage
    ? { message: { id, conversationId, userId, type: 'text', payload: event }, user: { id: userId }, conversation: { id: conversationId } }
    : event;
  const envelope = { id, type, createdAt: new Date(now).toISOString(), status: 'pending', conversationId, userId, messageId: id, payload };
  return {
    method: 'POST',
    path: '/',
    query: '',
    headers: isMessage ? messageHeaders : eventHeaders,
    body: JSON.stringify({ event: envelope }),
  };
}

const kinds: ReadonlySet<unknown> = new Set(['message', 'joined', 'left', 'media', 'due']);

/** The way back. `undefined` for anything `toHandlerRequest` did not write. */
export function readEnvelope(envelope: unknown): Addressed | undefined {
  if (!isRecord(envelope) || !isRecord(envelope.payload)) return undefined;
  const { conversationId, userId, createdAt, payload } = envelope;
  const message = payload.message;
  const event = isRecord(message) ? message.payload : payload;
  const now = typeof createdAt === 'string' ? Date.parse(createdAt) : Number.NaN;
  if (typeof conversationId !== 'string' || typeof userId !== 'string' || Number.isNaN(now) || !isDialogueEvent(event)) return undefined;
  return { conversationId, userId, event, now };
}

function isDialogueEvent(event: unknown): event is DialogueEvent {
  if (!isRecord(event) || !kinds.has(event.kind)) return false;
  if (event.kind === 'message' && typeof event.text !== 'string') return false;
  return typeof event.id === 'string' && typeof event.at === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
