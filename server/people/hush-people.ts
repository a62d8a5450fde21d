import type { Connection } from 'mongoose';
import type { Conversation } from '../conversation/model';
import { PushRows } from '../outbox/push-rows';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';

/** Those who have just withdrawn a consent are not called any more by what waits to be sent, in whichever of their conversations. */
export async function hushPeople(db: Connection, turns: readonly Pick<Conversation, 'person' | 'turn'>[]): Promise<void> {
  if (turns.length === 0) return;
  const names = new Set(turns.flatMap(({ person, turn }) => [person, turn.person]));
  const own = await native(conversations(db))
    .find({ person: { $in: [...names] } }, { projection: { _id: 1 } })
    .toArray();
  await new PushRows(db).overtake(own.map(({ _id }) => _id));
}
