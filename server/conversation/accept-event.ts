import { hash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelName, EventBody, InboundEvent } from '../../bot/channels/channel';
import { purposes } from '../../bot/dialogue/fact';
import { type Keys, keyedHash, seal, unseal } from '../keys';
import type { AcceptedEvent, InboxRow } from './model';
import { verifyValue } from './signed-value';

/** The inbox row of an event and the event as the lane will see it. One dated by a clock ahead of ours would make what comes next look old. */
export function acceptEvent(keys: Keys, event: InboundEvent, now: Date): { readonly row: InboxRow; readonly event: AcceptedEvent } {
  const accepted = acceptedEvent(keys, { ...event, at: event.at > now ? now : event.at });
  const { conversation } = accepted;
  const plain = JSON.stringify({ sender: accepted.sender, at: accepted.at, body: accepted.body });
  const row: InboxRow = {
    _id: `${conversation}:${accepted.id}`,
    conversation,
    open: laneOf(conversation),
    body: seal(keys.of('platform-id'), Buffer.from(plain)),
    receivedAt: now,
  };
  return { row, event: accepted };
}

/** An event as the lane sees it: a button value that we did not sign is dropped, its text stays. `conversation`: its id, where it is known. */
export function acceptedEvent(
  keys: Keys,
  event: InboundEvent,
  conversation = conversationId(keys, event.channel, event.account, event.sender),
): AcceptedEvent {
  return {
    id: hash('sha256', event.id, 'hex').slice(0, 16),
    conversation,
    sender: event.sender,
    at: event.at,
    body: bodyOf(keys, conversation, event),
  };
}

/** The event an open inbox row holds; `undefined` when it was sealed under another secret. */
export function openEvent(keys: Keys, row: InboxRow): AcceptedEvent | undefined {
  if (row.body === undefined) return undefined;
  const plain = unseal(keys.of('platform-id'), row.body);
  if (plain === undefined) return undefined;
  const { sender, at, body } = storedEvent.parse(JSON.parse(plain.toString('utf8')));
  return { id: row._id.slice(row.conversation.length + 1), conversation: row.conversation, sender, at, body: withoutAbsent(body) };
}

export function conversationId(keys: Keys, channel: ChannelName, account: string, sender: string): string {
  return `${channel}:${account}:${keyedHash(keys.of('platform-id-hash'), `${channel}:${account}:${sender}`)}`;
}

/** 0..255, from the keyed hash that ends every conversation id. */
export function laneOf(conversation: string): number {
  return Number.parseInt(conversation.slice(-2), 16);
}

function bodyOf(keys: Keys, conversation: string, event: InboundEvent): EventBody {
  switch (event.kind) {
    case 'message': {
      const value = event.value === undefined ? undefined : verifyValue(keys.of('button-value'), conversation, event.value);
      return { kind: 'message', text: event.text, ...(value === undefined ? {} : { value }) };
    }
    case 'joined':
      return { kind: 'joined', ...(event.ref === undefined ? {} : { ref: event.ref }) };
    case 'erase':
      return { kind: 'erase', ...(event.number === undefined ? {} : { number: event.number }) };
    case 'withdrawn':
      return { kind: 'withdrawn', purposes: event.purposes, actor: event.actor };
    case 'due':
      return { kind: 'due', what: event.what, ...(event.campaign === undefined ? {} : { campaign: event.campaign }) };
    default:
      return { kind: event.kind };
  }
}

const storedEvent = z.object({
  sender: z.string(),
  at: z.coerce.date(),
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('message'), text: z.string(), value: z.string().optional() }),
    z.object({ kind: z.literal('joined'), ref: z.string().optional() }),
    z.object({ kind: z.literal('left') }),
    z.object({ kind: z.literal('erase'), number: z.string().optional() }),
    z.object({ kind: z.literal('withdrawn'), purposes: z.array(z.enum(purposes)), actor: z.enum(['guardian', 'staff']) }),
    z.object({ kind: z.literal('media') }),
    z.object({ kind: z.literal('due'), what: z.enum(['lesson', 'reminder', 'recall']), campaign: z.string().optional() }),
  ]),
});

function withoutAbsent(body: z.infer<typeof storedEvent>['body']): EventBody {
  switch (body.kind) {
    case 'message':
      return { kind: 'message', text: body.text, ...(body.value === undefined ? {} : { value: body.value }) };
    case 'joined':
      return { kind: 'joined', ...(body.ref === undefined ? {} : { ref: body.ref }) };
    case 'erase':
      return { kind: 'erase', ...(body.number === undefined ? {} : { number: body.number }) };
    case 'due':
      return { kind: 'due', what: body.what, ...(body.campaign === undefined ? {} : { campaign: body.campaign }) };
    default:
      return body;
  }
}
