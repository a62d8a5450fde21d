import type { PushKind } from '../../bot/dialogue/follow-up';
import type { Population } from '../../courses/model';

/** Whom a campaign is for. Nobody of `service-worker` is ever written to, so no audience can name them (`docs/design/reach.md` §3). */
export type Audience = {
  readonly populations: readonly Exclude<Population, 'service-worker'>[];
  readonly area?: string; // with everything below it
  readonly organisation?: string;
  readonly notReachedIn?: { readonly plan: string; readonly indicator: string };
};

/**
 * What becomes of one person of the audience: one reason each, the first that applies in this order of asking. The first three are
 * written to, the others must come by themselves.
 */
export const reasons = [
  'reachable_now',
  'reachable_later', // at an hour or after a shift, while the free window is still open
  'paid', // the free window is closed, a way that the operator set up is left
  'not_linked', // no conversation on a platform where the programme may speak first
  'under_age',
  'opted_out',
  'not_opted_in',
  'left',
  'window_closed', // and nothing else is set up
  'closed_too_long', // night, holidays or shift last longer than the window
  'already_reached',
] as const;
export type Reason = (typeof reasons)[number];
export type Counts = Readonly<Record<Reason, number>>;

/** What a campaign would do if it began at `at`. */
export type CampaignPlan = {
  readonly at: Date;
  readonly people: number;
  readonly counts: Counts;
  readonly priceVnd: number; // of the paid ones that have a price
  readonly unpriced: number; // paid ones of which nobody has said what they cost
  readonly endsAt?: Date; // when the last of them is sent; absent when nobody is written to
};

/** `planned` waits for a start, above a thousand people for a second person's yes before that. */
export type CampaignState = 'new' | 'planned' | 'running' | 'paused' | 'done' | 'cancelled';

export type Campaign = {
  readonly _id: string;
  readonly name: string; // for staff; never shown to a learner
  readonly what: PushKind; // its words are the programme's own
  readonly audience: Audience;
  readonly state: CampaignState;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly plan?: CampaignPlan;
  readonly approvedBy?: string;
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  readonly cursor: string; // how far the audience has been gone through: population:person
  readonly counts: Partial<Counts>; // what became of those gone through
};

export const mostUnapproved = 1_000;

/** How many would be written to. */
export function recipientsOf({ counts }: Pick<CampaignPlan, 'counts'>): number {
  return counts.reachable_now + counts.reachable_later + counts.paid;
}
