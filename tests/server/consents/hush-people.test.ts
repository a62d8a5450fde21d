import { conversationId, laneOf } from '../../../server/conversation/accept-event';
import { deriveKeys } from '../../../server/keys';
import { hushPeople } from '../../../server/people/hush-people';
import { native } from '../../../server/storage/collection';
import { outbox } from '../../../server/storage/collections/outbox';
import { addAudience } from '../../support/audience';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const at = new Date('2026-11-24T03:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

function waiting(channel: 'messenger' | 'zalo', sender: string) {
  const conversation = conversationId(keys, channel, channel === 'zalo' ? 'oa' : 'page', sender);
  const common = { lane: laneOf(conversation), channel, state: 'waiting' as const, tries: 0, nextAt: at, order: 1, term: 1, at };
  return { ...common, _id: `${conversation}:4:0`, conversation, push: { kind: 'reminder' as const, person: 'p' } };
}

test('what waits to call somebody is dropped in all of their conversations, and in nobody else’s', async () => {
  await addAudience(
    database.db,
    keys,
    [
      { sender: '1', person: 'p' },
      { sender: '2', person: 'p', channel: 'zalo' },
      { sender: '3', person: 'q' },
    ],
    at,
  );
  await native(outbox(database.db)).insertMany([waiting('messenger', '1'), waiting('zalo', '2'), waiting('messenger', '3')]);

  const turn = { n: 4, event: 'e', at, person: 'p', replies: [], facts: [], evidence: [] };
  await hushPeople(database.db, [{ person: 'p', turn }]);

  const left = await native(outbox(database.db)).find({ state: 'waiting' }).toArray();
  expect(left.map(({ conversation }) => conversation)).toEqual([conversationId(keys, 'messenger', 'page', '3')]);
});
