import type { Connection } from 'mongoose';
import type { Session } from '../../bot/dialogue/session';
import { fromRow } from '../conversation/conversation-row';
import type { Conversation } from '../conversation/model';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import { links } from '../storage/collections/links';

/** What a conversation has to know of its person's others before a turn. `parted`: somebody undid the link elsewhere. */
export type Siblings = { readonly sessions: readonly Session[]; readonly parted: boolean };

/** By conversation, for those that are linked or have shown a code: two reads for any number of them. */
export async function siblingsOf(db: Connection, keys: Keys, linked: readonly Conversation[]): Promise<ReadonlyMap<string, Siblings>> {
  if (linked.length === 0) return new Map();
  const people = linked.map(({ person }) => person);
  const [rows, open] = await Promise.all([
    native(conversations(db))
      .find({ person: { $in: people } }, { promoteBuffers: true })
      .toArray(),
    native(links(db))
      .find({ person: { $in: people }, until: null }, { projection: { _id: 1 } })
      .toArray(),
  ]);
  const known = rows.map((row) => fromRow(keys, row));
  const held = new Set(open.map(({ _id }) => _id));
  return new Map(
    linked.map(({ _id, person, link }) => {
      const parted = link !== undefined && !held.has(link.id);
      const others = parted ? [] : known.filter((one) => one.person === person && one._id !== _id);
      return [_id, { sessions: others.map(({ session }) => session), parted }];
    }),
  );
}
