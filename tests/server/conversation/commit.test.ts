import { freshSession } from '../../../bot/dialogue/session';
import { commit, type Draft } from '../../../server/conversation/commit';
import type { Conversation } from '../../../server/conversation/model';
import { deriveKeys } from '../../../server/keys';
import { native } from '../../../server/storage/collection';
import { conversations } from '../../../server/storage/collections/conversations';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const first = () => 1;
const second = () => 2;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => native(conversations(database.db)).deleteMany({}));

function conversation(version: number, event: string): Conversation {
  const turn = { n: version, event, at: new Date(0), person: 'p', replies: [], facts: [], evidence: [] };
  return { _id: 'messenger:page:00', lane: 0, version, session: freshSession('vi'), turn, seen: [event], person: 'p', sender: '6001' };
}

const opening: Draft = { before: undefined, after: conversation(1, 'a') };
const next: Draft = { before: conversation(1, 'a'), after: conversation(2, 'b') };

describe.each([
  ['a new conversation', [], opening],
  ['one that goes on', [opening], next],
])('the turn of %s', (_, before, draft) => {
  beforeEach(async () => {
    if (before.length > 0) await commit(database.db, keys, before, first);
  });

  test('that another holder has written is not taken for one’s own, so only that holder sends its replies', async () => {
    expect(await commit(database.db, keys, [draft], second)).toEqual([draft]);

    expect(await commit(database.db, keys, [draft], first)).toEqual([]);
  });

  test('whose write was not answered is known to be on disk when it is written again', async () => {
    await commit(database.db, keys, [draft], first);

    expect(await commit(database.db, keys, [draft], first)).toEqual([draft]);
  });

  test('is not written over by an older one', async () => {
    await commit(database.db, keys, [draft], first);
    const late: Draft = { before: draft.before, after: conversation(draft.after.version, 'c') };

    expect(await commit(database.db, keys, [late], first)).toEqual([]);
    expect(await native(conversations(database.db)).findOne({})).toMatchObject({ event: draft.after.turn.event });
  });
});
