import type { Call, CallOptions } from '../call';
import { messageBody } from './message-body';
import type { MessageContent, Sent } from './message-types';
import { readSent } from './read-sent';

export type Visitor = { readonly anonymousId: string; readonly conversationId: string };

/** Visitors of the web chat who have not signed in. For a file one official sample uses another path; this is what the pages say. */
export function anonymousOf(call: Call) {
  return {
    send: ({ anonymousId, conversationId }: Visitor, content: MessageContent, options?: CallOptions): Promise<Sent> =>
      call(
        {
          host: 'oa',
          method: 'POST',
          path: '/v2.0/oa/message',
          body: { recipient: { anonymous_id: anonymousId, conversation_id: conversationId }, message: messageBody(content) },
          read: readSent,
        },
        options,
      ),
  };
}
