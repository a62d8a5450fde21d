import { type Campaign, mostUnapproved, recipientsOf } from '../../campaigns/model';

export const acts = ['replan', 'approve', 'start', 'pause', 'resume', 'cancel'] as const;
export type Act = (typeof acts)[number];

/** What somebody may do with a campaign as it stands, in the order of the buttons. Whether it still holds is asked again when it is done. */
export function actsOf({ state, plan, approvedBy, createdBy }: Campaign, by: string): readonly Act[] {
  if (state === 'running') return ['pause', 'cancel'];
  if (state === 'paused') return ['resume', 'cancel'];
  if (state !== 'new' && state !== 'planned') return [];
  const recipients = plan === undefined ? 0 : recipientsOf(plan);
  const waits = recipients > mostUnapproved && approvedBy === undefined;
  const next: readonly Act[] = waits ? (createdBy === by ? [] : ['approve']) : recipients === 0 ? [] : ['start'];
  return [...next, 'replan', 'cancel'];
}
