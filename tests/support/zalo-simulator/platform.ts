import { type Answer, json } from '../platform-parts/loopback';
import type { Random } from '../platform-parts/random';
import { RateMeter, WindowLimit } from '../platform-parts/rate-meter';
import { Troubles } from '../platform-parts/troubles';
import { Violations } from '../platform-parts/violations';
import type { VirtualClock } from '../platform-parts/virtual-clock';
import type { WebhookCall, WebhookCaller } from '../platform-parts/webhook-caller';
import { Assets } from './assets';
import { errorMessages } from './error-messages';
import { Learners, type ZaloLearner } from './learners';
import type { ZaloAccount, ZaloRules } from './options';
import type { Refusal } from './refusal';
import { signedEvent, type ZaloEvent } from './signed-event';
import { Templates } from './templates';
import { Tokens } from './tokens';

/** What the account's administrator and the platform's staff can switch. */
export type Switches = {
  appActive: boolean;
  productRegistered: boolean;
  granted: boolean;
  oaVerified: boolean;
  packageAllows: boolean;
  billingLinked: boolean;
  balance: number;
  /** Messages the account may still begin. */
  activeQuota: number;
};

export type PlatformParts = {
  readonly account: ZaloAccount;
  readonly rules: ZaloRules;
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly caller: WebhookCaller;
  readonly keptMessages: number;
  readonly receipts: boolean;
};

/** A chat that the account owns; `lapsed` when its paid package ran out. */
export type Group = { readonly id: string; readonly name: string; readonly members: readonly string[]; lapsed: boolean };

const minute = 60_000;
const month = 30 * 24 * 60 * minute;

/** Everything the platform knows and remembers; the services below read and write it. */
export class Platform {
  readonly tokens: Tokens;
  readonly learners: Learners;
  readonly assets: Assets;
  readonly violations = new Violations();
  readonly accepted = new RateMeter();
  readonly troubles: Troubles;
  readonly requests: WindowLimit;
  readonly uploads: WindowLimit;
  readonly ledger: { readonly at: number; readonly to: string; readonly price: number }[] = [];
  readonly templates = new Templates();
  readonly groups = new Map<string, Group>();
  readonly reactions = new Map<string, number>();
  readonly disabledEvents = new Set<string>();
  readonly switches: Switches = {
    appActive: true,
    productRegistered: true,
    granted: true,
    oaVerified: true,
    packageAllows: true,
    billingLinked: true,
    balance: 1_000_000,
    activeQuota: 2000,
  };

  constructor(readonly parts: PlatformParts) {
    this.tokens = new Tokens(parts);
    this.learners = new Learners(parts.keptMessages);
    this.assets = new Assets(parts.random);
    this.troubles = new Troubles(parts.random);
    this.requests = new WindowLimit(minute, parts.rules.requestsPerMinute);
    this.uploads = new WindowLimit(month, parts.rules.uploadsPerMonth);
  }

  get account(): ZaloAccount {
    return this.parts.account;
  }

  get rules(): ZaloRules {
    return this.parts.rules;
  }

  get clock(): VirtualClock {
    return this.parts.clock;
  }

  newMessageId(): string {
    return this.parts.random.hex(20);
  }

  refuse({ rule, code, message }: Refusal, learner?: string): Answer {
    const what = `${code} ${message ?? errorMessages[code] ?? ''}`.trim();
    this.violations.add({ rule, at: this.clock.now(), what, ...(learner === undefined ? {} : { learner }) });
    return json({ error: code, message: message ?? errorMessages[code] ?? 'Error' });
  }

  refuseOauth({ rule, code, name }: { readonly rule: string; readonly code: number; readonly name: string }): Answer {
    this.violations.add({ rule, at: this.clock.now(), what: `${code} ${name}` });
    return json({
      error: code,
      error_name: name,
      error_reason: '',
      error_description: '',
      ref_doc: 'https://developers.zalo.me/docs',
      message: name,
    });
  }

  /** Tells the receiver, unless nobody subscribed to that kind of event. */
  async tell(learner: ZaloLearner, name: string, fields: Readonly<Record<string, unknown>>, echo = false): Promise<void> {
    await this.tellOf(learner.id, name, { ...fields, user_id_by_app: learner.idByApp }, { echo });
  }

  /** What is not about one person: `line` is only what the order of events is kept for. */
  async tellOf(
    line: string,
    name: string,
    fields: Readonly<Record<string, unknown>>,
    way: Partial<Pick<WebhookCall, 'echo' | 'headers'>> = {},
  ): Promise<void> {
    if (this.disabledEvents.has(name) || !this.switches.granted) return;
    const event: ZaloEvent = { ...fields, event_name: name, timestamp: String(this.clock.now()) };
    const call = signedEvent(this.parts, line, event, way.echo);
    await this.parts.caller.deliver({ ...call, headers: { ...call.headers, ...way.headers } });
  }

  atNight(): boolean {
    const hourInVietnam = (Math.floor(this.clock.now() / 3_600_000) + 7) % 24;
    return hourInVietnam >= 22 || hourInVietnam < 6;
  }

  charge(learner: ZaloLearner, price: number): Refusal | undefined {
    if (!this.switches.billingLinked) return { rule: 'R23', code: -320 };
    if (this.switches.balance < price) return { rule: 'R23', code: -321 };
    this.switches.balance -= price;
    this.ledger.push({ at: this.clock.now(), to: learner.id, price });
    return undefined;
  }
}
