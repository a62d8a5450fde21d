import type { EventCall, MessageCall, TurnOperations } from '../../bot/botpress/bot';
import type { Fact } from '../../bot/dialogue/fact';
import type { Session } from '../../bot/dialogue/session';
import type { Reply } from '../../bot/messages';

export type TurnClient = {
  readonly operations: TurnOperations;
  readonly outcome: () => { session: Session; replies: Reply[]; facts: Fact[] };
};

/**
 * A Botpress client that sends nothing: it collects what the handler does for the turn. The four operations of
 * `bot/botpress/bot.ts` are all it has; any other throws, so that nothing can slip past the turn.
 */
export function createTurnClient(before: Session): TurnClient {
  const replies: Reply[] = [];
  const facts: Fact[] = [];
  let session = before;
  const operations: TurnOperations = {
    getOrSetState: async () => ({ state: { payload: session } }),
    setState: async ({ payload }) => {
      session = payload;
      return { state: { payload } };
    },
    // The SDK's own client wrapper looks for what was made in each answer.
    createMessage: async (call) => {
      replies.push(replyOf(call));
      return { message: { ...call, id: String(replies.length) } };
    },
    createEvent: async (call) => {
      facts.push(factOf(call));
      return { event: { ...call, id: String(facts.length) } };
    },
  };
  return { operations: refusingOthers(operations), outcome: () => ({ session, replies, facts }) };
}

function replyOf({ type, payload }: MessageCall): Reply {
  if (type !== 'text' && type !== 'choice') throw new TypeError(`A turn cannot say a message of type ${type}`);
  return { type, payload } as Reply; // the handler passes on what the engine made
}

function factOf({ payload }: EventCall): Fact {
  return payload as Fact; // likewise
}

function refusingOthers(operations: TurnOperations): TurnOperations {
  return new Proxy(operations, {
    get: (known, name) => {
      if (Reflect.has(known, name) || typeof name === 'symbol') return Reflect.get(known, name);
      throw new TypeError(`A turn has no operation ${name}`);
    },
  });
}
