import type { ChannelName } from '../../bot/channels/channel';
import type { SendFailureCode } from '../../bot/channels/send-failure';

/**
 * `waiting` will be sent at `nextAt`; `unknown` may have arrived and waits for the platform's echo until `nextAt`;
 * `dropped` will not be sent and is listed for staff.
 */
export type OutboxState = 'waiting' | 'unknown' | 'sent' | 'dropped';

export type OutboxRow = {
  readonly _id: string; // conversation:turn:index
  readonly conversation: string;
  readonly lane: number;
  readonly channel: ChannelName;
  readonly sealed?: Buffer; // the rendered message: gone once it is sent, given up by staff, or nobody is left to send it to
  readonly state: OutboxState;
  readonly reason?: SendFailureCode;
  readonly tries: number;
  readonly nextAt: Date;
  readonly order: number; // turn and index: one conversation is sent in this order
  readonly term: number; // the lane's, fences a holder that lost it
  readonly at: Date;
};
