import type { Call, CallOptions } from '../call';
import type { MessageId, UserId } from './message-types';

/** The icons one source lists. */
export const reactionIcons = [':>', '--b', ':-((', '/-strong', '/-heart', ':-h', ':o'] as const;
export type ReactionIcon = (typeof reactionIcons)[number];

/** An icon under a message of a person; counts against no quota, 50 for one message at most. */
export function reactionsOf(call: Call) {
  const react = (to: UserId, messageId: MessageId, icon: string, options?: CallOptions): Promise<void> =>
    call(
      {
        host: 'oa',
        method: 'POST',
        path: '/v2.0/oa/message',
        body: { recipient: { user_id: to }, sender_action: { react_icon: icon, react_message_id: messageId } },
        repeatable: true,
        read: () => true,
      },
      options,
    ).then(() => undefined);
  return {
    add: (to: UserId, messageId: MessageId, icon: ReactionIcon, options?: CallOptions) => react(to, messageId, icon, options),
    remove: (to: UserId, messageId: MessageId, options?: CallOptions) => react(to, messageId, '/-remove', options),
  };
}
