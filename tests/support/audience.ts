import type { Connection } from 'mongoose';
import type { AgeBand, Membership } from '../../bot/dialogue/fact';
import { standingOf } from '../../bot/dialogue/follow-up';
import { freshSession, type Session } from '../../bot/dialogue/session';
import { conversationId, laneOf } from '../../server/conversation/accept-event';
import { toRow } from '../../server/conversation/conversation-row';
import type { Keys } from '../../server/keys';
import { getOrCreatePeople, updatePeople } from '../../server/people/person';
import type { Contact } from '../../server/pushes/contact';
import { native } from '../../server/storage/collection';
import { conversations } from '../../server/storage/collections/conversations';
import { inBatches } from './in-batches';

export type Given = {
  readonly sender: string; // the platform's id of the person
  readonly person?: string;
  readonly channel?: 'messenger' | 'zalo';
  readonly membership?: Partial<Membership>;
  readonly ageBand?: AgeBand;
  readonly contact?: Partial<Contact>;
  readonly linked?: false;
};

const yes = { given: true, textVersion: '1' };
const worker: Membership = { population: 'ip-worker', area: 'T101', organisation: 'kcn-1', group: 'kcn-1-a', identifiedBy: 'account' };

/** People with the conversations that a campaign finds, as turns have left them; they came by `at`. */
export async function addAudience(db: Connection, keys: Keys, given: readonly Given[], at: Date): Promise<void> {
  await inBatches(given, 2_000, async (some) => {
    const ids = some.map(personOf);
    await getOrCreatePeople(db, keys, ids, at);
    await updatePeople(
      db,
      some.map((one) => ({ id: personOf(one), membership: { ...worker, ...one.membership }, ageBand: one.ageBand ?? '18-plus' })),
    );
    const linked = some.filter((one) => one.linked !== false);
    if (linked.length > 0) await native(conversations(db)).insertMany(linked.map((one) => rowOf(keys, one, at)));
  });
}

function personOf({ person, sender }: Given): string {
  return person ?? `person-${sender}`;
}

function rowOf(keys: Keys, one: Given, at: Date) {
  const { channel = 'messenger', sender, contact = {} } = one;
  const _id = conversationId(keys, channel, channelAccounts[channel], sender);
  const session = sessionOf(one, at);
  const heardAt = new Date(session.lastAppliedAt ?? 0);
  const turn = { n: 3, event: 'e3', at: heardAt, person: personOf(one), replies: [], facts: [], evidence: [] };
  return toRow(keys, {
    _id,
    lane: laneOf(_id),
    version: 3,
    session,
    turn,
    seen: ['e1', 'e2', 'e3'],
    person: personOf(one),
    sender,
    contact: { heardAt, standing: standingOf(session), ...contact },
  });
}

const channelAccounts = { messenger: 'page', zalo: 'oa' } as const;

function sessionOf({ membership, ageBand = '18-plus', contact }: Given, at: Date): Session {
  const joined: Membership = { ...worker, ...membership };
  const heardAt = contact?.heardAt ?? new Date(at.getTime() - 3 * 3_600_000);
  return {
    ...freshSession('vi'),
    step: 'menu',
    welcomed: true,
    ageBand,
    membership: joined,
    population: joined.population,
    groupName: 'Tổ 1',
    consents: { learn: yes, 'be-counted': yes, 'be-reminded': yes, 'let-organiser-see': yes },
    lastAppliedAt: heardAt.getTime(),
    lastSeenAt: heardAt.getTime(),
  };
}
