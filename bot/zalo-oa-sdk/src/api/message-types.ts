/** Ids are text: they exceed what a number can hold. A person's id differs from account to account. */
export type UserId = string;
export type MessageId = string;

/** What a button or a line of a list does. */
export type Action =
  | { readonly type: 'oa.open.url'; readonly url: string }
  /** Sends `payload` back as the person's message, seen in the chat or hidden. Nothing marks it as a tap: sign it. */
  | { readonly type: 'oa.query.show' | 'oa.query.hide'; readonly payload: string }
  | { readonly type: 'oa.open.sms'; readonly content: string; readonly phone: string }
  | { readonly type: 'oa.open.phone'; readonly phone: string };

export type Button = Action & { readonly title: string; readonly imageIcon?: string };

/** A picture that was uploaded, or one at an address. */
export type PictureSource = { readonly attachmentId: string } | { readonly url: string };

export type ListElement = {
  readonly title: string;
  /** The first line of a list must have one. */
  readonly subtitle?: string;
  readonly imageUrl?: string;
  readonly action?: Action;
};

/** The contents of a message, whoever it goes to. */
export type MessageContent =
  | { readonly kind: 'text'; readonly text: string; readonly quote?: MessageId }
  | { readonly kind: 'image'; readonly picture: PictureSource; readonly text?: string; readonly buttons?: readonly Button[] }
  | { readonly kind: 'gif'; readonly picture: PictureSource; readonly width: number; readonly height: number; readonly text?: string }
  | { readonly kind: 'sticker'; readonly stickerId: string }
  | { readonly kind: 'file'; readonly token: string }
  | { readonly kind: 'request-info'; readonly title: string; readonly subtitle: string; readonly imageUrl: string }
  /** Disputed: documented for the closed v2 API only. Be ready for -201 and -233, and send plain text then. */
  | { readonly kind: 'buttons'; readonly text: string; readonly buttons: readonly Button[] }
  | { readonly kind: 'list'; readonly elements: readonly ListElement[]; readonly buttons?: readonly Button[] };

/** What a send was counted against; none at all means it was charged. */
export type SendQuota = {
  readonly type: string;
  readonly remain?: number;
  readonly total?: number;
  readonly expiredDate?: string;
  readonly ownerType?: string;
  readonly ownerId?: string;
};

export type Sent = {
  readonly messageId: MessageId;
  readonly userId?: UserId;
  readonly groupId?: string;
  readonly sentAt?: number;
  readonly quota?: SendQuota;
};
