import type { Fields } from '../json';

/** What every event says. `at` is the platform's clock, in milliseconds. */
export type EventAbout = {
  readonly name: string;
  readonly appId: string;
  readonly at: number;
  readonly userIdByApp?: string;
  /** The account, wherever the event has it. */
  readonly oaId?: string;
  /** The whole event, ids as text, for what is not read below. */
  readonly raw: Fields;
};

export type Attachment =
  | { readonly type: 'image' | 'gif' | 'video' | 'audio'; readonly url: string; readonly thumbnail?: string; readonly description?: string }
  | { readonly type: 'link'; readonly url?: string; readonly thumbnail?: string; readonly title?: string; readonly description?: string }
  | { readonly type: 'sticker'; readonly id: string; readonly url?: string }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number }
  | {
      readonly type: 'file';
      readonly url: string;
      readonly name?: string;
      readonly size?: number;
      readonly md5?: string;
      readonly kind?: string;
    }
  | { readonly type: 'other'; readonly kind: string; readonly payload: Fields };

export type Message = {
  readonly messageId: string;
  readonly text?: string;
  readonly quotedId?: string;
  readonly attachments: readonly Attachment[];
};

/** A tap on an `oa.query.*` button is a `user_send_text` like any other: its text is the button's payload. */
export type UserMessageEvent = EventAbout & Message & { readonly family: 'user_message'; readonly userId: string };

/** What the account said, the messages of its own API calls included; `adminId` only when a person typed it. */
export type OaMessageEvent = EventAbout & Message & { readonly family: 'oa_message'; readonly userId: string; readonly adminId?: string };

export type FollowEvent = EventAbout & {
  readonly family: 'follow';
  readonly name: 'follow' | 'unfollow';
  readonly userId: string;
  readonly source?: string;
};

export type ChatNowEvent = EventAbout & { readonly family: 'chat_now'; readonly userId: string };

/** Sent by the account, received or seen by the person. Of a template by phone `to` is the number or its hash. */
export type ReceiptEvent = EventAbout & {
  readonly family: 'receipt';
  readonly state: 'received' | 'seen';
  readonly to: string;
  readonly messageIds: readonly string[];
  readonly trackingId?: string;
  readonly deliveredAt?: number;
};

export type ReactionEvent = EventAbout & { readonly family: 'reaction'; readonly messageId: string; readonly icon: string };

export type SubmittedInfoEvent = EventAbout & {
  readonly family: 'submitted_info';
  readonly userId: string;
  readonly info: {
    readonly name?: string;
    readonly phone?: string;
    readonly dateOfBirth?: string;
    readonly gender?: string;
    readonly city?: string;
    readonly district?: string;
    readonly ward?: string;
    readonly address?: string;
  };
};

/** `user_withdraw`: the person wants everything about them erased. `permission_revoked`: the account must be connected again. */
export type AccountEvent = EventAbout & { readonly family: 'account'; readonly userId?: string };

export type AnonymousMessageEvent = EventAbout &
  Message & {
    readonly family: 'anonymous_message' | 'oa_anonymous_message';
    readonly anonymousId: string;
    readonly conversationId?: string;
  };

export type TagEvent = EventAbout & { readonly family: 'tag'; readonly tag: string; readonly userIds: readonly string[] };
export type WidgetEvent = EventAbout & {
  readonly family: 'widget';
  readonly userId: string;
  readonly userExternalId?: string;
  readonly url?: string;
};
export type GroupMessageEvent = EventAbout &
  Message & { readonly family: 'group_message' | 'oa_group_message'; readonly groupId: string; readonly senderId: string };
export type GroupEvent = EventAbout & { readonly family: 'group'; readonly groupId: string; readonly userIds: readonly string[] };

/** The fields of these differ from name to name and source to source: read them in `raw`. */
export type OtherEvent = EventAbout & { readonly family: 'template' | 'call' | 'shop' | 'unknown' };

export type ZaloEvent =
  | UserMessageEvent
  | OaMessageEvent
  | FollowEvent
  | ChatNowEvent
  | ReceiptEvent
  | ReactionEvent
  | SubmittedInfoEvent
  | AccountEvent
  | AnonymousMessageEvent
  | TagEvent
  | WidgetEvent
  | GroupMessageEvent
  | GroupEvent
  | OtherEvent;
