import type { Connection } from 'mongoose';
import type { InboundEvent } from '../../bot/channels/channel';
import { channelOf } from '../conversation/channel-of';
import { fromRow } from '../conversation/conversation-row';
import type { Conversation } from '../conversation/model';
import type { Keys } from '../keys';
import type { Ledger } from '../reach/ledger';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import { type LinkRow, links } from '../storage/collections/links';
import { eraseConversation } from './erase-conversation';
import { eraseEverything } from './erase-everything';
import { paperPeopleOf } from './paper-person';
import { type Asked, askedIn, keepReceipt } from './receipts';

export type EraseDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly ledger: Ledger;
  readonly accept: (events: readonly InboundEvent[]) => Promise<void>;
  readonly now: () => Date;
};

/**
 * "Delete my data", said in one conversation: everything under every pseudonym this person had, and an event that erases in each of
 * their other conversations. May be run again until it has gone through.
 */
export async function eraseLinked(deps: EraseDeps, conversation: Conversation): Promise<void> {
  const { _id, turn } = conversation;
  const { db, keys, ledger, now } = deps;
  const rows = native(links(db));
  const joined = await rows.find({ $or: [{ person: turn.person }, { was: turn.person }] }).toArray();
  const mine = joined.filter(({ erasedBy }) => erasedBy === undefined || erasedBy === _id); // the others are being erased from elsewhere
  await rows.updateMany({ _id: { $in: mine.map((link) => link._id) } }, { $set: { erasedBy: _id } });
  const asked = askedIn(turn.facts);
  await deps.accept(await eraseEvents(deps, mine, _id, asked));

  const open = mine.filter(({ until }) => until === null);
  const names = [...new Set([turn.person, ...open.map(({ was }) => was)])];
  const all = [...(await paperPeopleOf(db, keys, names)), ...names];
  if (asked !== undefined) await keepReceipt(db, all, asked, now());
  for (const name of all) await eraseEverything(db, keys, ledger, name, now());
  await eraseConversation(db, keys, conversation, now());
  await rows.deleteMany({ _id: { $in: mine.map((link) => link._id) } });
}

async function eraseEvents(
  { db, keys, now }: EraseDeps,
  joined: readonly LinkRow[],
  except: string,
  asked: Asked | undefined,
): Promise<readonly InboundEvent[]> {
  const open = joined.filter(({ until }) => until === null);
  const others = [...new Set(open.flatMap(({ shown, typed }) => [shown, typed]))].filter((id) => id !== except);
  if (others.length === 0) return [];
  const found = await native(conversations(db))
    .find({ _id: { $in: others } }, { promoteBuffers: true })
    .toArray();
  const links = new Map(open.flatMap((link) => [link.shown, link.typed].map((id) => [id, link._id] as const)));
  return found.map((row) => {
    const [, account = ''] = row._id.split(':');
    const id = `erase:${links.get(row._id)}`;
    return {
      id,
      channel: channelOf(row._id),
      account,
      sender: fromRow(keys, row).sender,
      at: now(),
      kind: 'erase',
      ...(asked === undefined ? {} : { number: asked.number }),
    };
  });
}
