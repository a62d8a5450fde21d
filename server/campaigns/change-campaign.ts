import type { Connection } from 'mongoose';
import { ulid } from 'ulid';
import type { PushKind } from '../../bot/dialogue/follow-up';
import type { StaffMember } from '../staff/staff-member';
import { native } from '../storage/collection';
import { campaigns } from '../storage/collections/campaigns';
import { type Audience, type Campaign, type CampaignPlan, type CampaignState, mostUnapproved, recipientsOf } from './model';

export type NewCampaign = { readonly name: string; readonly what: PushKind; readonly audience: Audience; readonly createdBy: string };

/** `already`: it was so before; to ask twice is to ask once. */
export type Changed =
  | 'done'
  | 'already'
  | 'not_found'
  | 'not_planned'
  | 'nobody'
  | 'plan_too_old'
  | 'needs_approval'
  | 'own_campaign'
  | 'outside_area'
  | 'not_running'
  | 'not_paused'
  | 'over';

/** After this the windows of many have closed, or of others opened: it is planned, and approved, anew. */
const planHoldsMs = 24 * 3_600_000;

export async function createCampaign(db: Connection, campaign: NewCampaign, now: Date): Promise<Campaign> {
  const row: Campaign = { _id: ulid(now.getTime()), ...campaign, state: 'new', createdAt: now, cursor: '', counts: {} };
  await native(campaigns(db)).insertOne(row);
  return row;
}

export async function findCampaign(db: Connection, id: string): Promise<Campaign | undefined> {
  return (await native(campaigns(db)).findOne({ _id: { $eq: id } })) ?? undefined;
}

/** A new plan needs a new yes. */
export async function keepPlan(db: Connection, id: string, plan: CampaignPlan): Promise<Changed> {
  const guard = { _id: id, state: { $in: ['new', 'planned'] satisfies CampaignState[] } };
  const change = { $set: { state: 'planned' as const, plan }, $unset: { approvedBy: '' as const } };
  return (await native(campaigns(db)).updateOne(guard, change)).matchedCount === 1 ? 'done' : 'over';
}

/** A second person's yes to what the plan says; `oversees` tells whether they may look at the whole audience. */
export async function approveCampaign(db: Connection, id: string, { officer, oversees }: Approval): Promise<Changed> {
  const campaign = await findCampaign(db, id);
  if (campaign === undefined) return 'not_found';
  if (campaign.state !== 'planned' || campaign.plan === undefined) return 'not_planned';
  if (campaign.approvedBy === officer.id) return 'already';
  if (campaign.createdBy === officer.id) return 'own_campaign';
  if (!oversees(campaign.audience)) return 'outside_area';
  const guard = { _id: id, state: 'planned' as const, 'plan.at': campaign.plan.at };
  return outcomeOf(await native(campaigns(db)).updateOne(guard, { $set: { approvedBy: officer.id } }));
}

export type Approval = { readonly officer: StaffMember; readonly oversees: (audience: Audience) => boolean };

export async function startCampaign(db: Connection, id: string, now: Date): Promise<Changed> {
  const campaign = await findCampaign(db, id);
  if (campaign === undefined) return 'not_found';
  if (campaign.state === 'running') return 'already';
  const refused = startRefused(campaign, now);
  if (refused !== undefined) return refused;
  const guard = { _id: id, state: 'planned' as const, 'plan.at': campaign.plan?.at ?? now };
  return outcomeOf(await native(campaigns(db)).updateOne(guard, { $set: { state: 'running', startedAt: now } }));
}

function startRefused({ state, plan, approvedBy }: Campaign, now: Date): Changed | undefined {
  if (state !== 'planned' || plan === undefined) return state === 'new' ? 'not_planned' : 'over';
  const recipients = recipientsOf(plan);
  if (recipients === 0) return 'nobody';
  if (now.getTime() - plan.at.getTime() > planHoldsMs) return 'plan_too_old';
  return recipients > mostUnapproved && approvedBy === undefined ? 'needs_approval' : undefined;
}

export function pauseCampaign(db: Connection, id: string): Promise<Changed> {
  return move(db, id, { from: ['running'], to: 'paused', otherwise: 'not_running' });
}

export function resumeCampaign(db: Connection, id: string): Promise<Changed> {
  return move(db, id, { from: ['paused'], to: 'running', otherwise: 'not_paused' });
}

export function cancelCampaign(db: Connection, id: string, now: Date): Promise<Changed> {
  return move(db, id, { from: ['new', 'planned', 'running', 'paused'], to: 'cancelled', otherwise: 'over', endedAt: now });
}

type Move = { readonly from: CampaignState[]; readonly to: CampaignState; readonly otherwise: Changed; readonly endedAt?: Date };

async function move(db: Connection, id: string, { from, to, otherwise, endedAt }: Move): Promise<Changed> {
  const $set = { state: to, ...(endedAt === undefined ? {} : { endedAt }) };
  if ((await native(campaigns(db)).updateOne({ _id: id, state: { $in: from } }, { $set })).matchedCount === 1) return 'done';
  const campaign = await findCampaign(db, id);
  if (campaign === undefined) return 'not_found';
  return campaign.state === to ? 'already' : otherwise;
}

/** Between reading and writing somebody else was quicker: whoever asked reads again. */
function outcomeOf({ matchedCount }: { readonly matchedCount: number }): Changed {
  return matchedCount === 1 ? 'done' : 'not_planned';
}
