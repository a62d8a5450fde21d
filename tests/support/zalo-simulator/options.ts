import type { VirtualClock } from '../platform-parts/virtual-clock';

/** Where sources disagree about the platform, or nobody has tried it on a real account, it is a rule here. */
export type ZaloRules = {
  /** Documented as text, seen as a number too. */
  readonly expiresInAs: 'text' | 'number';
  /** Seen live once: a consumed refresh token is answered 200 with nothing. */
  readonly consumedRefreshToken: 'empty' | '-14014';
  /** `either` takes a fresh pair with each request, or the console's fixed one. */
  readonly pkce: 'either' | 'fixed' | 'perRequest' | 'none';
  /** Buttons and lists on a consultation message: the largest unknown. */
  readonly buttons: 'accept' | '-233' | '-201';
  readonly tooLongText: '-210' | '-201';
  /** Free consultation messages within 48 hours of an interaction. */
  readonly freePerWindow: number | 'unlimited';
  readonly replyQuotaNumbers: 'absent' | 'text';
  /** Greetings allowed to a follower who never wrote. */
  readonly welcomeMessages: number;
  readonly afterUnfollow: 'success' | '-213';
  /** Whether accepting the widget of a website counts as an interaction; it stands in no list of what does. */
  readonly widgetOpensWindow: boolean;
  /** The code of the free-form transaction and promotion messages that ended on 2026-03-01. */
  readonly discontinued: number;
  /** Whether the id in the echo is the one the send was answered with. */
  readonly echoId: 'same' | 'different';
  readonly timestampHeader: 'absent' | 'same' | 'only in header';
  readonly retryOn: 'any failure' | 'connection failure';
  /** The console's option to forward only what starts with "#". */
  readonly syntaxFilter: boolean;
  readonly requestsPerMinute: number;
  readonly uploadsPerMonth: number;
};

export const assumedRules: ZaloRules = {
  expiresInAs: 'text',
  consumedRefreshToken: 'empty',
  pkce: 'either',
  buttons: 'accept',
  tooLongText: '-210',
  freePerWindow: 'unlimited',
  replyQuotaNumbers: 'absent',
  welcomeMessages: 0,
  afterUnfollow: 'success',
  widgetOpensWindow: false,
  discontinued: -233,
  echoId: 'same',
  timestampHeader: 'absent',
  retryOn: 'any failure',
  syntaxFilter: false,
  requestsPerMinute: 4000,
  uploadsPerMonth: 5000,
};

export type ZaloAccount = {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly oaName: string;
  /** Signs webhooks; not the app's secret. */
  readonly oaSecret: string;
  readonly redirectUri: string;
  /** The challenge saved in the console, for the fixed kind of PKCE. */
  readonly codeChallenge?: string;
};

export const sampleAccount: ZaloAccount = {
  appId: '1000000000000000001',
  appSecret: 'app-secret-for-tests',
  oaId: '5000000000000000001',
  oaName: 'Hiểu Luật',
  oaSecret: 'oa-secret-for-tests',
  redirectUri: 'http://127.0.0.1:3000/connect/zalo',
};

export type ZaloOptions = {
  readonly account?: Partial<ZaloAccount>;
  readonly rules?: Partial<ZaloRules>;
  readonly clock?: VirtualClock;
  readonly seed?: number;
  /** Real milliseconds the webhook has to answer. */
  readonly webhookDeadlineMs?: number;
  /** The latest messages kept of each chat. */
  readonly keptMessages?: number;
  /** Whether each accepted message is followed by a receipt. */
  readonly receipts?: boolean;
};
