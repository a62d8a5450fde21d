import type { Connection } from 'mongoose';
import { channelOf } from '../conversation/channel-of';
import type { Conversation } from '../conversation/model';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import { erasedConversations } from '../storage/collections/erased-conversations';
import { inbox } from '../storage/collections/inbox';
import { outbox } from '../storage/collections/outbox';
import { resumeCodes } from '../storage/collections/resume-codes';
import { insertNew } from '../storage/insert-new';
import { resumeCodeId } from '../widget/resume-codes';

const repliesPerTurn = 1_000;

/** What was sent before goes at once; the answer, the ids that tell a repeat and the empty conversation go with `forgetErased`. */
export async function eraseConversation(db: Connection, keys: Keys, { _id, turn, sender }: Conversation, now: Date): Promise<void> {
  await native(outbox(db)).deleteMany({ conversation: _id, order: { $lt: turn.n * repliesPerTurn } });
  if (channelOf(_id) === 'web') await native(resumeCodes(db)).deleteMany({ _id: resumeCodeId(keys, sender) });
  // No upsert: its answer names the row, and a store keeps answers for a while.
  await insertNew(native(erasedConversations(db)), [{ _id, at: now }]);
  await native(erasedConversations(db)).updateOne({ _id }, { $set: { at: now } });
}

/** Takes away what was left of conversations erased before `before`, unless somebody has begun to talk there again. */
export async function forgetErased(db: Connection, before: Date): Promise<number> {
  const left = await native(erasedConversations(db))
    .find({ at: { $lt: before } })
    .sort({ at: 1 })
    .limit(1_000)
    .toArray();
  for (const { _id, at } of left) {
    await native(inbox(db)).deleteMany({ _id: { $gt: `${_id}:`, $lt: `${_id};` }, receivedAt: { $lte: at } });
    await native(outbox(db)).deleteMany({ conversation: _id, at: { $lte: at } });
    await native(conversations(db)).deleteMany({ _id, expireAt: { $exists: true } });
    await native(erasedConversations(db)).deleteMany({ _id, at });
  }
  return left.length;
}
