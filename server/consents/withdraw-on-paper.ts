import type { Connection } from 'mongoose';
import type { InboundEvent } from '../../bot/channels/channel';
import type { Purpose } from '../../bot/dialogue/fact';
import { channelOf } from '../conversation/channel-of';
import { fromRow } from '../conversation/conversation-row';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';

export type PaperDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly accept: (events: readonly InboundEvent[]) => Promise<void>;
};

export type Withdrawal = {
  readonly id: string; // of what staff put in: the same again changes nothing
  readonly person: string;
  readonly purposes: readonly Purpose[];
  readonly actor: 'guardian' | 'staff';
  readonly at: Date;
};

/** Lets a withdrawal hold in every conversation of a person; answers in how many. Consents, counting and pushes follow from those turns. */
export async function withdrawOnPaper({ db, keys, accept }: PaperDeps, { id, person, purposes, actor, at }: Withdrawal): Promise<number> {
  const rows = await native(conversations(db)).find({ person }, { promoteBuffers: true }).toArray();
  const events = rows.map((row): InboundEvent => {
    const [, account = ''] = row._id.split(':');
    const { sender } = fromRow(keys, row);
    return { id: `withdrawn:${id}`, channel: channelOf(row._id), account, sender, at, kind: 'withdrawn', purposes, actor };
  });
  if (events.length > 0) await accept(events);
  return events.length;
}
