import type { Client } from '@botpress/client';
import type { Bot } from '@botpress/sdk';
import type { TurnOperations } from './bot';
import { collectingFailure } from './failures';
import { type Addressed, toHandlerRequest } from './handler-request';

/**
 * Runs one event through the bot with the client that collects what it does. A turn that failed must not be committed, so its error
 * comes out here. It goes past the SDK, which would print it, with all it may quote, and answer a status.
 */
export async function runTurn(bot: Bot, addressed: Addressed, turn: TurnOperations): Promise<void> {
  const client = {
    getOrSetState: (call: Parameters<TurnOperations['getOrSetState']>[0]) => turn.getOrSetState(call),
    setState: (call: Parameters<TurnOperations['setState']>[0]) => turn.setState(call),
    createEvent: (call: Parameters<TurnOperations['createEvent']>[0]) => turn.createEvent(call),
    // The SDK looks at the type of the message it is answered, to find the hooks for it.
    createMessage: async (call: Parameters<TurnOperations['createMessage']>[0]) => {
      await turn.createMessage(call);
      return { message: call };
    },
  };
  // The SDK types a client by its sixty operations; this bot uses four, and the SDK calls no other by itself.
  const handle = (id: string) => bot.handler(toHandlerRequest(addressed, id), { client: client as unknown as Client });
  const { result: response, failure } = await collectingFailure(handle);
  if (failure !== undefined) throw failure.error;
  const status = response?.status ?? 200;
  if (status >= 300) throw new Error(`The bot answered with status ${status}`);
}
