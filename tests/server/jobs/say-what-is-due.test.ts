import type { Channel, InboundEvent } from '../../../bot/channels/channel';
import { freshSession, type Session } from '../../../bot/dialogue/session';
import { loadCalendars } from '../../../courses/load-courses';
import { conversationId } from '../../../server/conversation/accept-event';
import { toRow } from '../../../server/conversation/conversation-row';
import type { Conversation } from '../../../server/conversation/model';
import { sayWhatIsDue } from '../../../server/jobs/say-what-is-due';
import { deriveKeys } from '../../../server/keys';
import { dueIn } from '../../../server/pushes/due-at';
import { loadPushSettings, type PushSettings } from '../../../server/pushes/push-settings';
import { native } from '../../../server/storage/collection';
import { channelAccounts } from '../../../server/storage/collections/channel-accounts';
import { conversations } from '../../../server/storage/collections/conversations';
import { shifts } from '../../../server/storage/collections/shifts';
import { catalogue } from '../../bot/support/conversation';
import { contentFolder } from '../../content/content-folder';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const calendars = loadCalendars(contentFolder);
const hour = 3_600_000;
const vietnam = (time: string) => new Date(`${time}:00+07:00`);
const heard = vietnam('2026-11-23T15:00');

const messenger = {
  name: 'messenger',
  account: 'page',
  capabilities: { pull: false, windowMs: 23.5 * hour, afterWindow: ['utility-template'] },
} as unknown as Channel; // only what decides over pushes
const channels = new Map([['messenger' as const, messenger]]);

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await conversations(database.db).createIndexes();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const model of [conversations, shifts, channelAccounts]) await native<object>(model(database.db) as never).deleteMany({});
});

const yes = { given: true, textVersion: '1' };
const learner: Session = {
  ...freshSession('vi'),
  step: 'menu',
  ageBand: '16-17',
  population: 'ip-worker',
  consents: { learn: yes, 'be-reminded': yes },
  lastAppliedAt: heard.getTime(),
};

async function conversationOf(sender: string, session: Session, settings: PushSettings): Promise<Conversation> {
  const _id = conversationId(keys, 'messenger', 'page', sender);
  const turn = { n: 1, event: 'e', at: heard, person: sender, replies: [], facts: [], evidence: [] };
  const due = dueIn({ catalogue, settings, channels }, _id, session);
  const base = { _id, lane: 0, version: 1, session, turn, seen: [], person: sender, sender };
  const conversation: Conversation = due === undefined ? base : { ...base, dueAt: due.at };
  await native(conversations(database.db)).insertOne(toRow(keys, conversation));
  return conversation;
}

async function runAt(time: string, settings: PushSettings): Promise<readonly InboundEvent[]> {
  const events: InboundEvent[] = [];
  const now = () => vietnam(time);
  const accept = async (some: readonly InboundEvent[]) => void events.push(...some);
  await sayWhatIsDue({ db: database.db, keys, catalogue, settings, channels, now, accept });
  return events;
}

async function storedDueAt(id: string): Promise<Date | undefined> {
  return (await native(conversations(database.db)).findOne({ _id: id }))?.dueAt;
}

describe('what is due', () => {
  test('is asked for once its time has come, as an event of the learner’s own conversation', async () => {
    const settings = await loadPushSettings(database.db, calendars);
    await conversationOf('6001', learner, settings);

    expect(await runAt('2026-11-24T10:59', settings)).toEqual([]);
    expect(await runAt('2026-11-24T11:00', settings)).toEqual([
      expect.objectContaining({ kind: 'due', what: 'lesson', channel: 'messenger', account: 'page', sender: '6001' }),
    ]);
  });

  test('is asked for again only after a while, should its turn have been lost', async () => {
    const settings = await loadPushSettings(database.db, calendars);
    await conversationOf('6001', learner, settings);

    const asked = [];
    for (const minute of ['00', '01', '09', '10']) asked.push((await runAt(`2026-11-24T11:${minute}`, settings)).length);

    expect(asked).toEqual([1, 0, 0, 1]);
  });

  test('waits for the morning after a night in which the server stood still, if a way is open then', async () => {
    await native(channelAccounts(database.db)).insertOne({
      _id: 'messenger:page',
      ways: [{ kind: 'utility-template', template: { name: 'bai_hoc', language: 'vi' }, uses: ['follow-up'] }],
    });
    const settings = await loadPushSettings(database.db, calendars);
    const { _id } = await conversationOf('6001', learner, settings);

    expect(await runAt('2026-11-24T22:00', settings)).toEqual([]);

    const next = await storedDueAt(_id);
    expect(next && next >= vietnam('2026-11-25T08:00') && next < vietnam('2026-11-25T09:00')).toBe(true);
  });

  test('is given up when the window has closed and nothing else is set up', async () => {
    const settings = await loadPushSettings(database.db, calendars);
    const { _id } = await conversationOf('6001', learner, settings);

    expect(await runAt('2026-11-24T22:00', settings)).toEqual([]);
    expect(await storedDueAt(_id)).toBeUndefined();
  });

  test('keeps to the shift of a group, or of its organisation', async () => {
    await native(shifts(database.db)).insertMany([
      { _id: 'organisation:o1', pattern: 'day', since: '2026-11-23' },
      { _id: 'group:g2', pattern: 'evening', since: '2026-11-23' },
    ]);
    const settings = await loadPushSettings(database.db, calendars);
    const noon = vietnam('2026-11-23T12:00');
    const at = (group: string) => {
      const membership = { population: 'ip-worker' as const, area: 'C1', organisation: 'o1', group, identifiedBy: 'account' as const };
      const agreed = { ...learner.consents, 'be-counted': yes, 'let-organiser-see': yes };
      const id = `messenger:page:${'0'.repeat(32)}`;
      return dueIn({ catalogue, settings, channels }, id, { ...learner, lastAppliedAt: noon.getTime(), consents: agreed, membership })?.at;
    };

    expect(at('g1')).toEqual(vietnam('2026-11-23T19:00'));
    expect(at('g2')).toEqual(vietnam('2026-11-24T08:00'));
  });

  test('reaches nobody on a channel that asks for its replies itself', async () => {
    const settings = await loadPushSettings(database.db, calendars);
    const web = { ...messenger, name: 'web', account: 'web', capabilities: { ...messenger.capabilities, pull: true } } as Channel;

    expect(dueIn({ catalogue, settings, channels: new Map([['web', web]]) }, `web:web:${'0'.repeat(32)}`, learner)).toBeUndefined();
  });
});
