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
  'out_of_quota', // the account has no message left while they could be written to
  'closed_too_long', // night, holidays or shift last longer than the window
  'already_reached', // in the indicator that the audience names
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
  readonly quotaDays?: number; // so many days are needed, as an account's quota does not hold all; absent when it does
  readonly endsAt?: Date; // when the last of them is sent; absent when nobody is written to
};

/** `planned` waits for a start, above `mostUnapproved` people for a second person's yes before that. */
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
  readonly goneThroughAt?: Date; // when its end was met; some may still wait for a better hour
  readonly counts: Partial<Counts>; // what became of those gone through
};

/** Somebody of a running campaign who may be written to later; with `outcome` they have had their turn. */
export type Deferred = {
  readonly _id: string; // campaign:person
  readonly campaign: string;
  readonly person: string;
  readonly at: Date;
  readonly outcome: Reason | null;
};

export const mostUnapproved = 1_000;

/** Rows of the outbox tell for 30 days who was written to, so no campaign may last longer. */
export const longestMs = 21 * 24 * 3_600_000;

/** How many would be written to. */
export function recipientsOf({ counts }: Pick<CampaignPlan, 'counts'>): number {
  return counts.reachable_now + counts.reachable_later + counts.paid;
}

export function noCounts(): Record<Reason, number> {
  return {
    reachable_now: 0,
    reachable_later: 0,
    paid: 0,
    not_linked: 0,
    under_age: 0,
    opted_out: 0,
    not_opted_in: 0,
    left: 0,
    window_closed: 0,
    out_of_quota: 0,
    closed_too_long: 0,
    already_reached: 0,
  };
}
