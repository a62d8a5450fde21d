import type { InboundEvent } from '../../bot/channels/channel';
import { channelOf } from '../conversation/channel-of';
import { fromRow } from '../conversation/conversation-row';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import { eraseEverything } from './erase-everything';
import type { EraseDeps } from './erase-linked';
import { paperPeopleOf } from './paper-person';
import { type Asked, keepReceipt } from './receipts';

/** An erasure that staff put in: in each conversation of the person as if said there, and at once where there is none. */
export async function eraseOnPaper(deps: EraseDeps, person: string, asked: Asked): Promise<void> {
  const { db, keys, ledger, accept, now } = deps;
  const rows = await native(conversations(db)).find({ person }, { promoteBuffers: true }).toArray();
  if (rows.length === 0) {
    const names = [...(await paperPeopleOf(db, keys, [person])), person];
    await keepReceipt(db, names, asked, now());
    for (const name of names) await eraseEverything(db, keys, ledger, name, now());
    return;
  }
  await accept(
    rows.map((row): InboundEvent => {
      const [, account = ''] = row._id.split(':');
      const { sender } = fromRow(keys, row);
      const id = `erase:${asked.number}`;
      return { id, channel: channelOf(row._id), account, sender, at: now(), kind: 'erase', number: asked.number };
    }),
  );
}
