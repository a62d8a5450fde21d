import { createMessenger } from '../../../bot/channels/messenger';
import { HaltedCampaigns } from '../../../server/campaigns/halted-campaigns';
import type { DuePush } from '../../../server/outbox/push-rows';
import { isRestriction, noteRestriction, type Restriction } from '../../../server/outbox/restrictions';
import { createPushPolicy } from '../../../server/pushes/push-policy';
import { loadPushSettings } from '../../../server/pushes/push-settings';
import { native } from '../../../server/storage/collection';
import { channelAccounts } from '../../../server/storage/collections/channel-accounts';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const morning = new Date('2026-11-23T03:00:00Z');
const way = { kind: 'utility-template', template: { name: 'lesson_waits', language: 'vi' }, uses: ['follow-up'] } as const;
const told = (state: Restriction['state']): Restriction => ({ channel: 'messenger', account: 'page', state });

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => native(channelAccounts(database.db)).deleteMany({}));

/** Whether what the page says first may go just now, as every process sees it after its next look. */
async function clearance() {
  const settings = await loadPushSettings(database.db, []);
  const now = (): Date => morning;
  const channel = createMessenger({ appSecret: 's', verifyToken: 'v', pageToken: 't', now });
  const { clearance: ask } = createPushPolicy({
    catalogue: { courses: [], lesson: () => undefined, citationText: () => '' },
    settings,
    channels: new Map([['messenger', channel]]),
    halted: new HaltedCampaigns(database.db),
    now,
  });
  const push: DuePush = {
    _id: 'messenger:page:00:1:0',
    conversation: 'messenger:page:00',
    lane: 0,
    channel: 'messenger',
    state: 'waiting',
    tries: 0,
    nextAt: morning,
    order: 1000,
    term: 1,
    at: morning,
    push: { kind: 'reminder', person: 'p' },
  };
  return ask(push);
}

test('a page that Meta has restricted says nothing first until Meta lets it be, and keeps what was set up for it', async () => {
  await native(channelAccounts(database.db)).insertOne({ _id: 'messenger:page', ways: [way] });

  const before = await clearance();
  await noteRestriction(database.db, told('restricted'), morning);
  const meanwhile = await clearance();
  await noteRestriction(database.db, told('free'), morning);
  const after = await clearance();

  expect({ before, meanwhile, after }).toEqual({
    before: 'go',
    meanwhile: { notBefore: new Date(morning.getTime() + 60_000) },
    after: 'go',
  });
  expect(await native(channelAccounts(database.db)).find({}).toArray()).toEqual([{ _id: 'messenger:page', ways: [way] }]);
});

test('one for whose account nothing was set up is restricted too', async () => {
  await noteRestriction(database.db, told('restricted'), morning);

  expect(await clearance()).not.toBe('go');
});

test.each([
  { told: told('restricted'), is: true },
  { told: { state: 'echo', messageId: 'm' }, is: false },
  { told: { kind: 'left' }, is: false },
])('$told.state is about the account: $is', ({ told: one, is }) => {
  expect(isRestriction(one)).toBe(is);
});
