import type { Purpose } from '../dialogue/fact';
import type { Reply } from '../messages';

export type ChannelName = 'zalo' | 'messenger' | 'web';

/** The button's own value, verified: bound to one attempt, question and choice (`bot/dialogue/button-value.ts`). */
export type SignedValue = string;

/** What happened in a conversation, in words no platform owns. Unique by `channel + account + id`. */
export type InboundEvent = {
  readonly id: string;
  readonly channel: ChannelName;
  readonly account: string; // OA id, Page id, 'web'
  readonly sender: string; // the platform's id of the person: never logged, stored only as keyed hash and ciphertext
  readonly at: Date; // channel time
} & EventBody;

export type EventBody =
  | { readonly kind: 'message'; readonly text: string; readonly value?: SignedValue } // a tap is text plus the button's own value
  | { readonly kind: 'joined'; readonly ref?: string } // follow, get started, link or QR with a code
  | { readonly kind: 'left' }
  | { readonly kind: 'erase'; readonly number?: string /* of the receipt */ } // they take their data back: a platform passes it on, or staff
  | { readonly kind: 'withdrawn'; readonly purposes: readonly Purpose[]; readonly actor: 'guardian' | 'staff' } // on paper, put in by staff
  | { readonly kind: 'media' } // picture, voice, sticker: answered politely, never fetched
  | { readonly kind: 'due'; readonly what: 'lesson' | 'reminder' | 'recall'; readonly campaign?: string }; // from the scheduler or a campaign

/** What became of what we sent. Goes to the sender, never to the dialogue. */
export type Receipt = { readonly channel: ChannelName; readonly account: string } & (
  | { readonly state: 'echo'; readonly messageId: string; readonly outboxId?: string; readonly mark?: string /* see `marksOf` */ }
  | { readonly state: 'delivered' | 'read'; readonly messageId: string }
  | { readonly state: 'delivered' | 'read'; readonly sender: string; readonly upTo: Date } // everything sent to them until then
  | { readonly state: 'restricted' | 'free' } // of the account: whether the platform lets it speak first
);

export type RawRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>; // lower-case names
  readonly body: Buffer;
};

export type RawResponse = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

/** What became of a webhook request, for the channel to put in its platform's words. `closed`: learners are not let in yet, and nothing was kept. */
export type Outcome = 'handshake' | 'accepted' | 'closed' | 'refused' | 'malformed' | 'unavailable';

/** What a platform can show and allows. Lengths are counted as the platform counts them: `measure`. */
export type Capabilities = {
  readonly buttons: number; // most choices shown as buttons; 0: answered by typing only
  readonly buttonLength: number;
  readonly textLength: number; // of one message
  readonly measure: (text: string) => number;
  readonly windowMs?: number; // how long after the learner's last message anything may be sent, less a margin
  readonly afterWindow: readonly AfterWindow[]; // what is left once it has closed and `render` has a form for
  readonly quotas?: readonly Quota[]; // what an account may send in a day or a month, by the clock of Vietnam
  readonly perSecond: number; // sends an account may make in any sliding second
  readonly moderation: 'none' | 'templates'; // what the platform must have approved before it is sent
  readonly echo: 'with-id' | 'by-text' | 'none';
  readonly pull: boolean; // the client reads committed replies by cursor; `send` only confirms
};

export type AfterWindow = 'utility-template' | 'template-by-user' | 'template-by-phone' | 'paid-message';
export type Quota = { readonly messages: number; readonly of: 'all' | 'templates'; readonly per: 'day' | 'month' };

/** A message the platform has approved, by the name or number it gave it: its words are fixed, so it can name no lesson. */
export type Template = {
  readonly name: string;
  readonly language: string;
  readonly values?: Readonly<Record<string, string>>; // of its parameters, the same for everybody
};

/** A push is what nobody has asked for just now. With a template its one message says that, whatever the replies are. */
export type Occasion = { readonly push?: { readonly template?: Template } };

/** One message as the platform takes it. `id` is the outbox id: conversation:turn:index. */
export type Outgoing = { readonly id: string; readonly to: string; readonly body: string };

/** A platform the bot speaks through. Only `send` may touch the network. */
export interface Channel {
  readonly name: ChannelName;
  readonly account: string;
  readonly capabilities: Capabilities;
  isGenuine(request: RawRequest): boolean;
  /** Only where the platform tries an address by a request that carries nothing: answered as a handshake. */
  isProbe?(request: RawRequest): boolean;
  /** Throws nothing: a body that is not the platform's has no events and `malformed`. */
  parse(request: RawRequest): { readonly events: readonly (InboundEvent | Receipt)[]; readonly skipped: number; readonly malformed?: true };
  answer(request: RawRequest, outcome: Outcome): RawResponse;
  /** `idOf(index)` gives the outbox id of the message at that index of this turn. */
  render(to: string, replies: readonly Reply[], idOf: (index: number) => string, occasion?: Occasion): readonly Outgoing[];
  /** Only where an echo is matched `by-text`: digests of whom and what, one of which its `mark` is. */
  marksOf?(message: Outgoing): readonly string[];
  /** Resolves to the platform's message id; rejects only with a `SendFailure`. */
  send(message: Outgoing, signal: AbortSignal): Promise<string>;
}
