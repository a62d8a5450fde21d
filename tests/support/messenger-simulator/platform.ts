import { type Answer, json } from '../platform-parts/loopback';
import type { Random } from '../platform-parts/random';
import { RateMeter, WindowLimit } from '../platform-parts/rate-meter';
import { Troubles } from '../platform-parts/troubles';
import { Violations } from '../platform-parts/violations';
import type { VirtualClock } from '../platform-parts/virtual-clock';
import type { WebhookCaller } from '../platform-parts/webhook-caller';
import type { Refusal } from './checks';
import { Learners, type MessengerLearner } from './learners';
import { allFields, type MessengerAccount, type MessengerRules } from './options';
import { signedEntries } from './signed-event';
import type { UtilityTemplate } from './utility-templates';

export type Switches = { tokenValid: boolean; canMessage: boolean; restricted: boolean };

export type PlatformParts = {
  readonly account: MessengerAccount;
  readonly rules: MessengerRules;
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly caller: WebhookCaller;
  readonly keptMessages: number;
  readonly receipts: boolean;
  readonly strangers: 'refused' | 'welcome';
};

const day = 24 * 60 * 60_000;
const tenMinutes = 10 * 60_000;

/** Everything the platform knows and remembers of one page; the services below read and write it. */
export class Platform {
  readonly learners: Learners;
  readonly violations = new Violations();
  readonly accepted = new RateMeter();
  readonly media = new RateMeter();
  readonly troubles: Troubles;
  readonly calls = new WindowLimit(day, 0, 60_000);
  readonly profileCalls = new WindowLimit(tenMinutes, 10);
  readonly profile = new Map<string, unknown>();
  readonly personas = new Map<string, { readonly id: string; readonly name: string; readonly picture: string }>();
  readonly attachments = new Map<string, number>();
  readonly utilityTemplates = new Map<string, UtilityTemplate>();
  readonly pageFields = new Set<string>(allFields);
  readonly switches: Switches = { tokenValid: true, canMessage: true, restricted: false };
  verifyToken: string | undefined;

  constructor(readonly parts: PlatformParts) {
    this.learners = new Learners(parts.keptMessages);
    this.troubles = new Troubles(parts.random);
  }

  get account(): MessengerAccount {
    return this.parts.account;
  }

  get rules(): MessengerRules {
    return this.parts.rules;
  }

  get clock(): VirtualClock {
    return this.parts.clock;
  }

  newMessageId(): string {
    return `m_${this.parts.random.word(60)}`;
  }

  refuse(refusal: Refusal, learner?: string): Answer {
    const what = `${refusal.code}${refusal.subcode === undefined ? '' : `/${refusal.subcode}`}`;
    this.violations.add({ rule: refusal.rule, at: this.clock.now(), what, ...(learner === undefined ? {} : { learner }) });
    return this.errorOf(refusal);
  }

  /** Words differ each time: who reads them instead of the code is found out. */
  errorOf({ code, subcode }: Pick<Refusal, 'code' | 'subcode'>, status?: number): Answer {
    const { random } = this.parts;
    const error = {
      message: `(#${code}) ${random.word(12)} ${random.word(6)}`,
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      fbtrace_id: random.word(11),
    };
    return json({ error }, status ?? (this.rules.errorStatus === '400' ? 400 : (statuses[random.below(statuses.length)] ?? 400)));
  }

  /** Tells the receiver, if the page is subscribed to that field. */
  async tell(field: string, learner: MessengerLearner | undefined, event: object, way: { readonly echo?: boolean } = {}): Promise<void> {
    if (!this.pageFields.has(field)) return;
    const entry = { id: this.account.pageId, time: this.clock.now(), [field === 'standby' ? 'standby' : 'messaging']: [event] };
    const { body, headers } = signedEntries(this.account.appSecret, [entry]);
    await this.parts.caller.deliver({ learner: learner?.id ?? 'page', body, headers, ...way });
  }

  stamp(at = this.clock.now()): number | string {
    if (this.rules.timestamps === 'ms') return at;
    return this.rules.timestamps === 'seconds' ? Math.floor(at / 1000) : String(at);
  }
}

const statuses = [400, 401, 403, 429];
