import type { ChannelName } from '../../bot/channels/channel';

/** The channel a conversation's id begins with. */
export function channelOf(conversation: string): ChannelName {
  const name = conversation.slice(0, conversation.indexOf(':'));
  return name === 'zalo' || name === 'messenger' ? name : 'web';
}
