import type { ChannelName } from '../../bot/channels/channel';
import type { SendFailureCode } from '../../bot/channels/send-failure';

/**
 * `waiting` will be sent at `nextAt`; `unknown` may have arrived and waits for the platform's echo until `nextAt`;
 * `dropped` will not be sent and is listed for staff.
 */
export type OutboxState = 'waiting' | 'unknown' | 'sent' | 'dropped';

/** Of a row that is not settled. */
export const openStates: OutboxState[] = ['waiting', 'unknown'];

/** What became of a send, for logs and metrics. */
export type SendReport = 'sent' | 'held' | 'dropped' | 'store-failed';

export type Report = (what: SendReport, about: { readonly channel?: ChannelName; readonly reason?: SendFailureCode | PushDrop }) => void;

/** Why a push was given up that no platform refused: nothing of it was sent. */
export const pushDrops = ['cancelled', 'day_taken', 'overtaken'] as const;
export type PushDrop = (typeof pushDrops)[number];

export function isPushDrop(reason: string): reason is PushDrop {
  return pushDrops.some((drop) => drop === reason);
}

/** What a row of something said first knows besides: pushes go after every reply, campaigns after every reminder. */
export type PushRow = {
  readonly kind: 'reminder' | 'campaign';
  readonly campaign?: string;
  readonly person: string; // at most one push a day and person
  readonly template?: true; // counts in the quota of templates
  readonly closesAt?: Date; // when it can no longer reach its learner for what was planned
};

export type OutboxRow = {
  readonly _id: string; // conversation:turn:index; of a campaign: push:campaign:conversation:index
  readonly conversation: string;
  readonly lane: number;
  readonly channel: ChannelName;
  readonly sealed?: Buffer; // the rendered message: gone once it is sent, given up by staff, or nobody is left to send it to
  readonly state: OutboxState;
  readonly reason?: SendFailureCode | PushDrop;
  readonly tries: number;
  readonly resent?: true; // once more after an unknown outcome
  readonly nextAt: Date;
  readonly order: number; // turn and index: one conversation is sent in this order
  readonly term: number; // the lane's, fences a holder that lost it
  readonly at: Date;
  readonly push?: PushRow;
};
