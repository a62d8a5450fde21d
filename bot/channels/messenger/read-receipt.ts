import type { Receipt } from '../channel';
import { type Fields, fieldsOf, listOf, textOf, timeOf } from './payload';

/** What an event says of our own messages; `undefined` when it is about something else or says too little. */
export function readReceipt(event: Fields, account: string, sender: string | undefined): readonly Receipt[] | undefined {
  const about = { channel: 'messenger', account } as const;
  const [message, delivery, read] = [fieldsOf(event.message), fieldsOf(event.delivery), fieldsOf(event.read)];
  if (event.policy_enforcement !== undefined) return enforced(fieldsOf(event.policy_enforcement), about);
  if (message?.is_echo === true) return echo(message, about);
  if (delivery !== undefined) return delivered(delivery, about, sender);
  return read === undefined ? undefined : upTo('read', read, about, sender);
}

type About = Pick<Receipt, 'account'> & { readonly channel: 'messenger' };

/** An echo without our id is of somebody who writes for the page by hand. */
function echo(message: Fields, about: About): readonly Receipt[] | undefined {
  const messageId = textOf(message.mid);
  if (messageId === undefined) return undefined;
  const outboxId = textOf(message.metadata);
  return [{ ...about, state: 'echo', messageId, ...(outboxId === undefined ? {} : { outboxId }) }];
}

/** Meta has restricted the page, or lets it be again; a warning changes nothing yet. */
function enforced(enforcement: Fields | undefined, about: About): readonly Receipt[] | undefined {
  switch (enforcement?.action) {
    case 'block':
      return [{ ...about, state: 'restricted' }];
    case 'unblock':
      return [{ ...about, state: 'free' }];
    default:
      return enforcement?.action === 'warning' ? [] : undefined;
  }
}

/** By message where they are named, else everything sent until then. */
function delivered(delivery: Fields, about: About, sender: string | undefined): readonly Receipt[] {
  const ids = listOf(delivery.mids).flatMap((mid) => textOf(mid) ?? []);
  if (ids.length === 0) return upTo('delivered', delivery, about, sender);
  return ids.map((messageId) => ({ ...about, state: 'delivered', messageId }));
}

function upTo(state: 'delivered' | 'read', { watermark }: Fields, about: About, sender: string | undefined): readonly Receipt[] {
  const at = timeOf(watermark);
  return at === undefined || sender === undefined ? [] : [{ ...about, state, sender, upTo: new Date(at) }];
}
