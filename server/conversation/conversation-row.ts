import { mongo } from 'mongoose';
import { type Keys, seal, unseal } from '../keys';
import { sealContact } from '../pushes/contact';
import type { Conversation, ConversationRow } from './model';

/** A conversation larger than this is a fault of ours, never written (`docs/design/contracts.md` §4). */
const mostBytes = 64 * 1024;

type Sealed = Pick<Conversation, 'session' | 'turn' | 'seen' | 'sender' | 'link' | 'recent'>;

export function toRow(keys: Keys, conversation: Conversation): ConversationRow {
  const { _id, lane, version, person, session, turn, seen, sender, link, recent, contact, dueAt, expireAt } = conversation;
  const plain = mongo.BSON.serialize({ session, turn, seen, sender, link, recent }, { ignoreUndefined: true });
  if (plain.length > mostBytes) throw new RangeError(`a conversation of ${plain.length} bytes is larger than ${mostBytes}`);
  const sealed = seal(keys.of('conversation'), Buffer.from(plain.buffer, plain.byteOffset, plain.length));
  return {
    _id,
    lane,
    version,
    event: turn.event,
    person,
    sealed,
    ...(contact === undefined ? {} : { contact: sealContact(keys, contact) }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(expireAt === undefined ? {} : { expireAt }),
  };
}

/** Throws when the row was sealed under another secret: starting with the wrong one must not begin everybody anew. */
export function fromRow(keys: Keys, row: ConversationRow): Conversation {
  const plain = unseal(keys.of('conversation'), row.sealed);
  if (plain === undefined) throw new Error('A conversation was stored under another SECRET_KEY');
  const { _id, lane, version, person, expireAt } = row;
  const opened = mongo.BSON.deserialize(plain, { promoteBuffers: true }) as Sealed; // sealed by `toRow` and authenticated
  return { _id, lane, version, person, ...opened, ...(expireAt === undefined ? {} : { expireAt }) };
}
