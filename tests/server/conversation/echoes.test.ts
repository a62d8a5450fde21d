import type { Receipt } from '../../../bot/channels/channel';
import { hasMarkedEcho, receiptRow } from '../../../server/conversation/echoes';
import { deriveKeys } from '../../../server/keys';
import { native } from '../../../server/storage/collection';
import { inbox } from '../../../server/storage/collections/inbox';
import { insertNew } from '../../../server/storage/insert-new';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const keys = deriveKeys('k7Q2mXw9Zr4Tn8Lb3Vf6Hs1Jd5Gp0Yc+', 'Pa9Le3Wq7Um1Ok5Ij8Nh2Bg6Vf4Cd0Xs');
const at = new Date('2026-11-22T02:00:00Z');
const later = (ms: number): Date => new Date(at.getTime() + ms);
const echo = { channel: 'zalo', account: 'oa', state: 'echo', messageId: 'm-1', mark: 'mark-of-a-text' } as const;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => inbox(database.db).deleteMany({}));

async function hear(receipt: Receipt, when = at): Promise<void> {
  const row = receiptRow(keys, receipt, when);
  if (row !== undefined) await insertNew(native(inbox(database.db)), [row]);
}
const heard = (marks: readonly string[], since = at, channel: 'zalo' | 'messenger' = 'zalo') =>
  hasMarkedEcho({ db: database.db, keys }, { channel, marks, since });

test('an echo is found by one of the marks of what was sent', async () => {
  await hear(echo);

  expect(await heard(['another', 'mark-of-a-text'])).toBe(true);
  expect(await heard(['mark-of-a-tex', 'mark-of-a-text2'])).toBe(false);
  expect(await heard(['mark-of-a-text'], at, 'messenger')).toBe(false);
  expect(await heard([])).toBe(false);
});

test('an echo of the same words from before the send is not its own', async () => {
  await hear(echo);

  expect(await heard([echo.mark], later(5 * 60_000))).toBe(false);
  await hear({ ...echo, messageId: 'm-2' }, later(5 * 60_000 + 1));
  expect(await heard([echo.mark], later(5 * 60_000))).toBe(true);
});

test('an echo told twice is one row, and the mark is not to be read in it', async () => {
  await hear(echo);
  await hear(echo);

  const rows = await inbox(database.db).find().lean();

  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(echo.mark);
});

test.each<Receipt>([
  { channel: 'zalo', account: 'oa', state: 'echo', messageId: 'm-1' },
  { channel: 'zalo', account: 'oa', state: 'delivered', messageId: 'm-1' },
  { channel: 'messenger', account: 'page', state: 'read', sender: '7', upTo: at },
])('nothing is kept of %p', (receipt) => {
  expect(receiptRow(keys, receipt, at)).toBeUndefined();
});
