export type { HistoryEntry, Page, Profile } from './api/account';
export type { Visitor } from './api/anonymous';
export type { Audience } from './api/broadcasts';
export { withoutMentions } from './api/groups';
export { measureText, messageLimits, textLimit } from './api/limits';
export type { Action, Button, ListElement, MessageContent, MessageId, PictureSource, SendQuota, Sent, UserId } from './api/message-types';
export { hashPhone, normalPhone, type PhoneMessage, type PhoneSent, type PhoneStatus } from './api/phone';
export type { AssetFilter, QuotaAsset, Remaining, UserQuota } from './api/quota';
export { type ReactionIcon, reactionIcons } from './api/reactions';
export type { TemplateMessage } from './api/templates';
export type { UploadedFile, UploadedPicture } from './api/uploads';
export type { SharedInfo, UserDetail, UserFilter, UserPage, UserUpdate } from './api/users';
export { type Callback, type Consent, type ConsentOptions, type PkceMode, readCallback, startConsent } from './auth/consent';
export { createMemoryTokenStore } from './auth/memory-token-store';
export { challengeOf, createPkce, type Pkce } from './auth/pkce';
export { leaseMs, type TokenStore, type Tokens } from './auth/token-store';
export { type Call, type CallOptions, type CallReport, type Endpoint, proofOf } from './call';
export { createZaloOa, type ZaloOa, type ZaloOaOptions } from './client';
export type { Actor, ErrorEntry, RetryClass } from './error-entry';
export { errorTable, explain, type Host } from './error-table';
export { type ReconnectReason, type TransportReason, ZaloApiError, ZaloError, ZaloReconnectError, ZaloTransportError } from './errors';
export type { Fetch, RateLimit } from './http';
export type { Retries } from './retries';
export { type EventFamily, eventFamilies, familyOf } from './webhook/event-names';
export type {
  AccountEvent,
  AnonymousMessageEvent,
  Attachment,
  ChatNowEvent,
  FollowEvent,
  GroupEvent,
  GroupMessageEvent,
  Message,
  OaMessageEvent,
  OtherEvent,
  ReactionEvent,
  ReceiptEvent,
  SubmittedInfoEvent,
  TagEvent,
  UserMessageEvent,
  WidgetEvent,
  ZaloEvent,
} from './webhook/events';
export { dedupeKey, parseWebhook } from './webhook/parse';
export {
  isProbe,
  type SignatureVariant,
  signWebhook,
  type VerifyOptions,
  verifyWebhook,
  type WebhookRequest,
  type WebhookVerdict,
} from './webhook/verify';
