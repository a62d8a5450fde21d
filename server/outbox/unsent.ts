import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { campaigns } from '../storage/collections/campaigns';
import { outbox } from '../storage/collections/outbox';
import type { OutboxRow, OutboxState } from './model';

/** A row as staff may see it: neither to whom nor what. */
export type Unsent = Pick<OutboxRow, '_id' | 'channel' | 'state' | 'reason' | 'tries' | 'nextAt' | 'at'> & {
  readonly hasText: boolean; // without it nothing can be sent again
  readonly campaign?: string;
};

/** How many messages of one campaign stand where, and why. */
export type UnsentOfCampaign = Pick<OutboxRow, 'state' | 'reason'> & {
  readonly campaign: string;
  readonly name: string;
  readonly count: number;
};

const unsentStates: OutboxState[] = ['dropped', 'unknown', 'waiting'];
const doubtfulStates: OutboxState[] = ['dropped', 'unknown'];
const shown = { channel: 1, state: 1, reason: 1, tries: 1, nextAt: 1, at: 1, 'push.campaign': 1 } as const;
const mostListed = 1_000;

/**
 * What waits, may or may not have arrived, or was given up, the ones due first at the head of each state. Of a campaign only what may need
 * somebody's word: those of it that simply wait their turn are counted (`countOfCampaigns`).
 */
export async function listUnsent(db: Connection): Promise<readonly Unsent[]> {
  const listed: Unsent[] = [];
  for (const ofCampaign of [false, true]) {
    for (const state of ofCampaign ? doubtfulStates : unsentStates) {
      for (const hasText of [true, false]) listed.push(...(await listOf(db, { ofCampaign, state, hasText })));
    }
  }
  return listed;
}

type Part = { readonly ofCampaign: boolean; readonly state: OutboxState; readonly hasText: boolean };

async function listOf(db: Connection, { ofCampaign, state, hasText }: Part): Promise<readonly Unsent[]> {
  const filter = { state, sealed: { $exists: hasText }, 'push.campaign': { $exists: ofCampaign } };
  const rows = native(outbox(db)).find<Omit<Unsent, 'hasText' | 'campaign'> & Pick<OutboxRow, 'push'>>(filter, { projection: shown });
  const found = await rows.sort({ nextAt: 1 }).limit(mostListed).toArray();
  return found.map(({ push, ...row }) => ({ ...row, hasText, ...(push?.campaign === undefined ? {} : { campaign: push.campaign }) }));
}

/** What campaigns have not sent, by campaign, state and reason. */
export async function countOfCampaigns(db: Connection): Promise<readonly UnsentOfCampaign[]> {
  const groups = native(outbox(db)).aggregate<{ readonly _id: Group; readonly count: number }>([
    { $match: { 'push.campaign': { $exists: true }, state: { $in: unsentStates } } },
    { $group: { _id: { campaign: '$push.campaign', state: '$state', reason: '$reason' }, count: { $sum: 1 } } },
  ]);
  const counts = (await groups.toArray()).map(({ _id: { campaign, state, reason }, count }) => {
    return { campaign, state, count, ...(reason == null ? {} : { reason }) };
  });
  const names = await namesOf(db, [...new Set(counts.map(({ campaign }) => campaign))]);
  const named = counts.map((one) => ({ ...one, name: names.get(one.campaign) ?? one.campaign }));
  return named.sort((a, b) => a.campaign.localeCompare(b.campaign) || b.count - a.count);
}

type Group = { readonly campaign: string; readonly state: OutboxState; readonly reason?: OutboxRow['reason'] | null };

async function namesOf(db: Connection, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await native(campaigns(db))
    .find({ _id: { $in: [...ids] } }, { projection: { name: 1 } })
    .toArray();
  return new Map(found.map(({ _id, name }) => [_id, name]));
}

export type Changed = 'done' | 'no_text' | 'not_found';

/** Lets the sender try once more, now. Whoever says so of an `unknown` row accepts that it may arrive twice. */
export function retryUnsent(db: Connection, id: string, now: Date): Promise<Changed> {
  return change(db, id, { $set: { state: 'waiting', nextAt: now, tries: 0 }, $unset: { resent: '' } });
}

/** Gives a reply up, with its text, so that those behind it go on. */
export function dropUnsent(db: Connection, id: string): Promise<Changed> {
  return change(db, id, { $set: { state: 'dropped' }, $unset: { sealed: '' } });
}

type Change = {
  readonly $set: Partial<Pick<OutboxRow, 'state' | 'nextAt' | 'tries'>>;
  readonly $unset: { readonly sealed: '' } | { readonly resent: '' };
};

async function change(db: Connection, id: string, update: Change): Promise<Changed> {
  const rows = native(outbox(db));
  const unsent = { _id: id, state: { $in: unsentStates } };
  if ((await rows.updateOne({ ...unsent, sealed: { $exists: true } }, update)).matchedCount === 1) return 'done';
  return (await rows.countDocuments(unsent)) === 0 ? 'not_found' : 'no_text';
}
