import { fromRow } from '../../server/conversation/conversation-row';
import { native } from '../../server/storage/collection';
import { attempts } from '../../server/storage/collections/attempts';
import { conversations } from '../../server/storage/collections/conversations';
import { evidenceRows } from '../../server/storage/collections/evidence';
import type { Product } from './product';

/** What differs between people, channels, moments and ways to answer, and nothing else. */
const own = new Set(['_id', 'person', 'at', 'day', 'sealed', 'channel', 'code', 'startedAt', 'askedAt', 'unsealed', 'sealNumber']);
const ownOfSession = new Set([...own, 'completedAt', 'lastAppliedAt', 'lastSeenAt', 'taps']);

/** What one conversation left behind, as lines that can be compared with another's. */
export async function traceOf({ running: { storage, keys } }: Product, conversation: string) {
  const row = await native(conversations(storage.db)).findOne({ _id: conversation }, { promoteBuffers: true });
  if (row === null) throw new Error('no such conversation');
  const { person, session } = fromRow(keys, row);
  const facts = await native(attempts(storage.db)).find({ person }).toArray();
  const rows = await native(evidenceRows(storage.db)).find({ person }).toArray();
  return {
    session: JSON.parse(without(session, ownOfSession)),
    attempts: facts.map((one) => without(one, own)).sort(),
    evidence: rows.map((one) => without(one, own)).sort(),
  };
}

function without(shape: object, keys: ReadonlySet<string>): string {
  return JSON.stringify(shape, (key, value: unknown) => (keys.has(key) ? undefined : value));
}
