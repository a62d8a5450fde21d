import type { Client } from '@botpress/client';
import type { Bot } from '@botpress/sdk';
import type { TurnOperations } from './bot';
import { type Addressed, toHandlerRequest } from './handler-request';

/**
 * Runs one event through the bot with the client that collects what it does. A handler of the SDK answers errors with a status; here
 * they become an exception, because a turn that failed must not be committed.
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
  const response = await bot.handler(toHandlerRequest(addressed), { client: client as unknown as Client });
  const status = response?.status ?? 200;
  if (status >= 300) throw new Error(`The bot answered with status ${status}`);
}
