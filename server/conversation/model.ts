import type { EventBody } from '../../bot/channels/channel';
import type { Fact } from '../../bot/dialogue/fact';
import type { PushKind } from '../../bot/dialogue/follow-up';
import type { Session } from '../../bot/dialogue/session';
import type { Reply } from '../../bot/messages';
import type { Contact } from '../pushes/contact';
import type { LedgerRow } from '../reach/model';

/** What one event led to: committed with the session in one write, fanned out afterwards with ids derived from `n` and the index. */
export type Turn = {
  readonly n: number;
  readonly event: string; // id of the event that caused it
  readonly at: Date; // the server's clock
  readonly person: string; // whose turn it was: an erasure gives the conversation a new pseudonym in the same write
  readonly replies: readonly Reply[]; // button values signed
  readonly facts: readonly Fact[];
  readonly evidence: readonly LedgerRow[];
  readonly push?: Push; // the learner did not ask for these replies just now
};

/** Why the programme spoke first. */
export type Push = { readonly what: PushKind; readonly campaign?: string };

/** Replies a client may still ask for; only channels whose clients read by cursor keep them. */
export type RecentTurn = { readonly n: number; readonly at: Date; readonly replies: readonly Reply[] };

/** The unit of truth of a conversation (`docs/design/contracts.md` §4), in the lane's memory. */
export type Conversation = {
  readonly _id: string; // channel:account:hash(sender)
  readonly lane: number; // hash of _id, 0..255
  readonly version: number; // guards every write
  readonly session: Session;
  readonly turn: Turn;
  readonly seen: readonly string[]; // ids of the last 32 events
  readonly person: string; // pseudonym
  readonly sender: string; // the platform's id of the person
  readonly link?: ConversationLink; // once a code shown elsewhere was typed here
  readonly recent?: readonly RecentTurn[];
  readonly contact?: Contact; // where the programme may speak first
  readonly dueAt?: Date; // when it would like to
  readonly expireAt?: Date; // a learner under 16 without a guardian's yes: forgotten within 48 h
};

/** Which link gave the conversation its person, and the pseudonym it goes back to when they part. */
export type ConversationLink = { readonly id: string; readonly was: string };

/**
 * A conversation on disk. What was said, who said it and where they belong is sealed: a copy of the data folder without the
 * installation's secret names nobody and shows no population.
 */
export type ConversationRow = {
  readonly _id: string;
  readonly lane: number;
  readonly version: number;
  readonly event: string; // of the last turn
  readonly term?: number; // of the lane's holder that wrote it
  readonly person: string;
  readonly sealed: Buffer; // session, turn, seen, sender, link, recent
  readonly contact?: Buffer; // sealed by itself, so that a campaign is planned without opening conversations
  readonly dueAt?: Date;
  readonly expireAt?: Date;
};

/** An event as the inbox keeps it while it is open; `body` is gone once it is closed. */
export type InboxRow = {
  readonly _id: string; // conversation:event id
  readonly conversation: string;
  readonly open?: number; // the lane, until the event has been dealt with
  readonly body?: Buffer; // sealed AcceptedEvent
  readonly receivedAt: Date;
};

/** An event in the lane's memory. `value` was verified, or is absent. */
export type AcceptedEvent = {
  readonly id: string; // hash of the platform's event id
  readonly conversation: string;
  readonly sender: string;
  readonly at: Date; // channel time
  readonly body: EventBody;
};

export const lanes = 256;
