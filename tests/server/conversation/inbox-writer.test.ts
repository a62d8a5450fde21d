import type { InboundEvent } from '../../../bot/channels/channel';
import { acceptEvent } from '../../../server/conversation/accept-event';
import { createInboxWriter } from '../../../server/conversation/inbox-writer';
import type { AcceptedEvent } from '../../../server/conversation/model';
import { deriveKeys } from '../../../server/keys';
import { native } from '../../../server/storage/collection';
import { inbox } from '../../../server/storage/collections/inbox';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { eventually } from '../../support/eventually';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const now = new Date('2026-11-22T03:00:00Z');
const arrival = (id: string) => {
  const event: InboundEvent = { id, channel: 'messenger', account: 'page', sender: '1', at: now, kind: 'message', text: 'Chào' };
  return acceptEvent(keys, event, now);
};

function writer() {
  const given: AcceptedEvent[] = [];
  return { given, inbox: createInboxWriter(database.db, (events) => void given.push(...events)) };
}

describe('the inbox', () => {
  test('hands an event to the lane once, however often and in whatever company it is stored', async () => {
    const { given, inbox: written } = writer();

    await Promise.all([written.store([arrival('a')]), written.store([arrival('a'), arrival('b')]), written.store([arrival('b')])]);
    await written.store([arrival('a'), arrival('c')]);

    const ids = ['a', 'b', 'c'].map((id) => arrival(id).event.id);
    expect(given.map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  test('resolves only when the rows are on disk, and hands nothing over before', async () => {
    const { given, inbox: written } = writer();

    const stored = written.store([arrival('a')]);
    expect(given).toEqual([]);
    await stored;

    expect(await native(inbox(database.db)).countDocuments({})).toBe(1);
  });

  test('rejects, and hands nothing over, when the store does not answer', async () => {
    const { given, inbox: written } = writer();
    await database.db.close();

    await expect(written.store([arrival('a')])).rejects.toThrow();

    expect(given).toEqual([]);
    await database.db.openUri(database.uri);
  });

  test('keeps of a closed event that it came, and not what it said', async () => {
    const { inbox: written } = writer();
    const { row, event } = arrival('a');
    await written.store([{ row, event }]);

    written.close(event);

    expect(written.isDone(event)).toBe(true);
    await eventually(async () =>
      expect(await native(inbox(database.db)).findOne({ _id: row._id })).toEqual({
        _id: row._id,
        conversation: row.conversation,
        receivedAt: now,
      }),
    );
  });
});
