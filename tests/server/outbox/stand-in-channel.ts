import type { Channel, Outgoing } from '../../../bot/channels/channel';
import { SendFailure, type SendFailureCode } from '../../../bot/channels/send-failure';

type Given = Pick<Partial<Channel['capabilities']>, 'quotas' | 'windowMs'>;

/** A platform that takes anything as text and hears nothing; what a send leads to is the test's. */
export function standInChannel(send: Channel['send'], echo: Channel['capabilities']['echo'] = 'with-id', given: Given = {}): Channel {
  return {
    name: 'messenger',
    account: 'page',
    capabilities: {
      buttons: 0,
      buttonLength: 20,
      textLength: 2000,
      measure: (text) => text.length,
      perSecond: 100_000,
      echo,
      moderation: 'none',
      afterWindow: [],
      pull: false,
      ...given,
    },
    isGenuine: () => true,
    parse: () => ({ events: [], skipped: 0 }),
    answer: () => ({ status: 200 }),
    render: (to, replies, idOf, { push } = {}) =>
      replies.map((reply, index): Outgoing => ({ id: idOf(index), to, body: push?.template?.name ?? reply.payload.text })),
    send,
  };
}

/** A platform whose answers are given: one for each send, `ok` once they are used up. `sent` are the texts it has taken. */
export function answering(answers: (SendFailureCode | 'ok')[], given: Given = {}) {
  const sent: string[] = [];
  const send = async (message: Outgoing): Promise<string> => {
    const answer = answers.shift() ?? 'ok';
    if (answer !== 'ok') throw new SendFailure(answer);
    sent.push(message.body);
    return `m${sent.length}`;
  };
  return { channel: standInChannel(send, 'with-id', given), sent };
}
