import type { Call, CallOptions } from '../call';
import { messageBody } from './message-body';
import type { MessageContent, MessageId, Sent, UserId } from './message-types';
import { readSent } from './read-sent';

/** Consultation: to a person who interacted with the account within seven days; free within 48 hours. */
export function messagesOf(call: Call) {
  const send = (to: UserId, content: MessageContent, options?: CallOptions): Promise<Sent> =>
    call(
      {
        host: 'oa',
        method: 'POST',
        path: '/v3.0/oa/message/cs',
        body: { recipient: { user_id: to }, message: messageBody(content) },
        read: readSent,
      },
      options,
    );
  return {
    send,
    sendText: (to: UserId, text: string, options?: CallOptions & { readonly quote?: MessageId }): Promise<Sent> =>
      send(to, { kind: 'text', text, ...(options?.quote === undefined ? {} : { quote: options.quote }) }, options),
  };
}
