import type { Connection } from 'mongoose';
import type { Conversation } from '../conversation/model';
import { PushRows } from '../outbox/push-rows';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';

/** Who has just withdrawn a consent is not called any more by what waits to be sent, in whichever of their conversations. */
export async function hushPerson(db: Connection, { person, turn }: Pick<Conversation, 'person' | 'turn'>): Promise<void> {
  const pushes = new PushRows(db);
  const own = await native(conversations(db))
    .find({ person: { $in: [...new Set([person, turn.person])] } }, { projection: { _id: 1 } })
    .toArray();
  for (const { _id } of own) await pushes.overtake(_id);
}
