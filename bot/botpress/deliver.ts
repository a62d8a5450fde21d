import { RuntimeError } from '@botpress/sdk';
import type { Channel } from '../channels/channel';
import { SendFailure, sendFailures } from '../channels/send-failure';
import type { Reply } from '../messages';

const sendTimeoutMs = 15_000;

/** A message a bot made, as far as it is looked at. */
export type Said = {
  readonly type: string;
  readonly payload: object;
  readonly message: { readonly id: string };
  readonly conversation: { readonly tags: { readonly id?: string } };
};

/**
 * Sends what a bot said. Botpress calls again after an unexpected error and never after a `RuntimeError`: it may try again only
 * while nothing can have reached the learner.
 */
export async function deliver(channel: Channel, said: Said): Promise<void> {
  const to = said.conversation.tags.id;
  if (to === undefined) throw new RuntimeError('The conversation was not made by this integration');

  let sent = 0;
  try {
    for (const message of channel.render(to, [replyOf(said)], (index) => `${said.message.id}:${index}`)) {
      await channel.send(message, AbortSignal.timeout(sendTimeoutMs));
      sent += 1;
    }
  } catch (error) {
    if (error instanceof SendFailure && (sent > 0 || sendFailures[error.code].then !== 'retry'))
      throw new RuntimeError(error.message, error);
    throw error;
  }
}

function replyOf({ type, payload }: Said): Reply {
  if (type === 'text' && 'text' in payload) return { type, payload: { text: String(payload.text) } };
  if (type === 'choice' && 'text' in payload && 'options' in payload && Array.isArray(payload.options)) {
    const options = payload.options.map(({ label, value }) => ({ label: String(label), value: String(value) }));
    return { type, payload: { text: String(payload.text), options } };
  }
  throw new RuntimeError(`A message of type ${type} cannot be shown`);
}
