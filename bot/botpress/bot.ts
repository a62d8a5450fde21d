import { Bot } from '@botpress/sdk';
import { handleEvent } from '../dialogue/engine';
import { freshSession, isSession, type Session } from '../dialogue/session';
import type { Dialogue } from '../dialogue/step';
import { handingOver } from './failures';
import { readEnvelope } from './handler-request';

/** The state that holds the session, one per conversation. */
export const sessionState = 'session';
/** The Botpress event a fact is created as; its payload is the `Fact`. */
export const factEvent = 'fact';

/**
 * The dialogue as a Botpress bot. For each event the handler makes these calls and no other, in this order:
 *
 *     getOrSetState({ type: 'conversation', id: conversationId, name: 'session', payload: Session })
 *     setState({ type: 'conversation', id: conversationId, name: 'session', payload: Session })   also when nothing changed
 *     createMessage({ type: 'text' | 'choice', conversationId, userId, tags: {}, payload: Reply['payload'] })   once per reply
 *     createEvent({ type: 'fact', conversationId, userId, payload: Fact })   once per fact
 *
 * `getOrSetState` answers `{ state: { payload: Session } }`; what the others answer is not looked at.
 */
export function createBot(dialogue: Dialogue): Bot {
  const bot = new Bot({ actions: {}, plugins: {} });
  bot.on.message('*', ({ client, event }) => handingOver(event.id, () => converse(dialogue, client, event)));
  bot.on.event('*', ({ client, event }) => handingOver(event.id, () => converse(dialogue, client, event)));
  return bot;
}

type StateCall = { readonly type: 'conversation'; readonly id: string; readonly name: string; readonly payload: Session };

/** The four operations of a Botpress client that the bot uses. */
export type TurnOperations = {
  getOrSetState(call: StateCall): Promise<{ readonly state: { readonly payload: unknown } }>;
  setState(call: StateCall): Promise<unknown>;
  createMessage(call: MessageCall): Promise<unknown>;
  createEvent(call: EventCall): Promise<unknown>;
};
export type MessageCall = {
  readonly type: string;
  readonly conversationId: string;
  readonly userId: string;
  readonly tags: Record<string, string>;
  readonly payload: object;
};
export type EventCall = { readonly type: string; readonly conversationId: string; readonly userId: string; readonly payload: object };

async function converse(dialogue: Dialogue, client: TurnOperations, envelope: unknown): Promise<void> {
  const request = readEnvelope(envelope);
  if (request === undefined) return;

  const { conversationId, userId, event, now } = request;
  const address = { type: 'conversation', id: conversationId, name: sessionState } as const;
  const { state } = await client.getOrSetState({ ...address, payload: freshSession('vi') });
  const session = isSession(state.payload) ? state.payload : freshSession('vi');
  const outcome = handleEvent(dialogue, { session, event, now });

  await client.setState({ ...address, payload: outcome.session });
  for (const { type, payload } of outcome.replies) await client.createMessage({ type, conversationId, userId, tags: {}, payload });
  for (const payload of outcome.facts) await client.createEvent({ type: factEvent, conversationId, userId, payload });
}
