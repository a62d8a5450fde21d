import type { Connection } from 'mongoose';
import type { SendFailureCode } from '../../bot/channels/send-failure';
import type { OutboxState, PushDrop } from '../outbox/model';
import { native } from '../storage/collection';
import { campaignDeferrals } from '../storage/collections/campaign-deferrals';
import { campaigns } from '../storage/collections/campaigns';
import { outbox } from '../storage/collections/outbox';
import type { Campaign } from './model';

const states = ['waiting', 'unknown', 'sent', 'dropped'] as const satisfies readonly OutboxState[];
type DropReason = SendFailureCode | PushDrop;

/** How far a campaign has come. */
export type Progress = {
  readonly messages: Readonly<Record<OutboxState, number>>;
  readonly dropped: Partial<Record<DropReason, number>>; // why, each message once
  readonly later: number; // people who wait for a better hour
};

/** The newest first. */
export async function listCampaigns(db: Connection): Promise<readonly Campaign[]> {
  return native(campaigns(db)).find({}).sort({ _id: -1 }).limit(200).toArray();
}

export async function progressOf(db: Connection, campaign: string): Promise<Progress> {
  const rows = native(outbox(db));
  const counted = await Promise.all(states.map((state) => rows.countDocuments({ 'push.campaign': campaign, state })));
  const messages = { waiting: counted[0] ?? 0, unknown: counted[1] ?? 0, sent: counted[2] ?? 0, dropped: counted[3] ?? 0 };
  const later = await native(campaignDeferrals(db)).countDocuments({ campaign, outcome: null });
  return { messages, dropped: messages.dropped === 0 ? {} : await whyDropped(db, campaign), later };
}

async function whyDropped(db: Connection, campaign: string): Promise<Progress['dropped']> {
  const rows = native(outbox(db)).aggregate<{ readonly _id: DropReason | null; readonly count: number }>([
    { $match: { 'push.campaign': campaign, state: 'dropped' } },
    { $group: { _id: '$reason', count: { $sum: 1 } } },
  ]);
  const counts = (await rows.toArray()).flatMap(({ _id, count }) => (_id === null ? [] : [[_id, count] as const]));
  return Object.fromEntries(counts);
}
