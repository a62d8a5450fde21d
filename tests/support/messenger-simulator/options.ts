import type { VirtualClock } from '../platform-parts/virtual-clock';

/** Where sources disagree about the platform, or nobody has tried it on a real page, it is a rule here. */
export type MessengerRules = {
  /** Whether what is over a limit is refused or cut short. */
  readonly limits: 'strict' | 'lenient';
  /** The same error comes with one status, or with several. */
  readonly errorStatus: '400' | 'varied';
  readonly timestamps: 'ms' | 'seconds' | 'text';
  /** Ids of delivered messages may be missing beside the watermark. */
  readonly deliveryIds: boolean;
  readonly postbackIds: boolean;
  /** Some phones lose the `ref` of a link. */
  readonly refsArrive: boolean;
  /** Whether typing and the like need an open window. */
  readonly actionsNeedWindow: boolean;
  readonly sendsPerSecond: number;
  readonly mediaPerSecond: number;
  /** To one person; the platform's own number is not known. */
  readonly perThreadPerSecond: number;
  /** For everybody the page may write to, in 24 hours. */
  readonly callsPerEngaged: number;
  readonly humanAgent: boolean;
  readonly utilityMessages: boolean;
  /** A page that is not live answers only to people with a role on the app. */
  readonly live: boolean;
  readonly newestVersion: number;
};

export const assumedRules: MessengerRules = {
  limits: 'strict',
  errorStatus: '400',
  timestamps: 'ms',
  deliveryIds: true,
  postbackIds: true,
  refsArrive: true,
  actionsNeedWindow: true,
  sendsPerSecond: 300,
  mediaPerSecond: 10,
  perThreadPerSecond: 5,
  callsPerEngaged: 200,
  humanAgent: false,
  utilityMessages: true,
  live: true,
  newestVersion: 26,
};

export type MessengerAccount = {
  readonly appId: string;
  readonly appSecret: string;
  readonly pageId: string;
  readonly pageName: string;
  readonly pageToken: string;
};

export const sampleAccount: MessengerAccount = {
  appId: '1517776481860111',
  appSecret: 'app-secret-for-tests',
  pageId: '1000001',
  pageName: 'Hiểu Luật',
  pageToken: 'page-token-for-tests',
};

export const inboxAppId = 263902037430900;

export const allFields = [
  'messages',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'message_edits',
  'message_echoes',
  'messaging_handovers',
  'standby',
  'messaging_policy_enforcement',
  'response_feedback',
] as const;

export type MessengerOptions = {
  readonly account?: Partial<MessengerAccount>;
  readonly rules?: Partial<MessengerRules>;
  readonly clock?: VirtualClock;
  readonly seed?: number;
  /** Real milliseconds the webhook has to answer. */
  readonly webhookDeadlineMs?: number;
  /** The latest messages kept of each chat. */
  readonly keptMessages?: number;
  /** Whether each accepted message is followed by a delivery. */
  readonly receipts?: boolean;
  /** `welcome` takes a send to an id nobody has as one to somebody who wrote just now. */
  readonly strangers?: 'refused' | 'welcome';
};
