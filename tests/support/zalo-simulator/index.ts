import { type Answer, type Call, json, Loopback, type Served } from '../platform-parts/loopback';
import { createRandom } from '../platform-parts/random';
import { SimulatedPlatform } from '../platform-parts/simulated-platform';
import type { CallKind, Trouble } from '../platform-parts/troubles';
import { VirtualClock } from '../platform-parts/virtual-clock';
import type { WebhookCall } from '../platform-parts/webhook-caller';
import { WebhookCaller } from '../platform-parts/webhook-caller';
import { serveBusiness } from './business-api';
import * as actions from './learner-actions';
import type { ChatMessage, ZaloLearner } from './learners';
import { serveOauth } from './oauth-api';
import { limitHeaders, serveOpenApi } from './open-api';
import { assumedRules, sampleAccount, type ZaloOptions } from './options';
import { Platform } from './platform';
import { signedEvent } from './signed-event';
import type { TokenPair } from './tokens';

export type ZaloAddresses = { readonly oauthUrl: string; readonly apiUrl: string; readonly businessUrl: string };

const second = 1000;
const minute = 60 * second;
const retriesMs = [30 * second, 5 * minute, 15 * minute, 30 * minute, 60 * minute];

/** Plays Zalo on loopback, by the rules of its documentation. */
export class ZaloSimulator extends SimulatedPlatform {
  readonly platform: Platform;
  readonly caller: WebhookCaller;
  readonly #oauth = new Loopback((call) => this.#serve('token', call, serveOauth));
  readonly #api = new Loopback((call) => this.#serve(kindOf(call), call, serveOpenApi));
  readonly #business = new Loopback((call) => this.#serve(kindOf(call), call, serveBusiness));

  constructor(options: ZaloOptions = {}) {
    super();
    const clock = options.clock ?? new VirtualClock();
    const random = createRandom(options.seed ?? 1);
    const rules = { ...assumedRules, ...options.rules };
    const { webhookDeadlineMs: deadlineMs = 2 * second, keptMessages = 200, receipts = true } = options;
    const callerRules = { deadlineMs, retriesMs, retryOn: rules.retryOn, retryHeaders: (retry: number) => ({ num_retry: String(retry) }) };
    this.caller = new WebhookCaller({ clock, random, rules: callerRules });
    const account = { ...sampleAccount, ...options.account };
    this.platform = new Platform({ account, rules, clock, random, caller: this.caller, keptMessages, receipts });
  }

  async start(ports: { readonly oauth?: number; readonly api?: number; readonly business?: number } = {}): Promise<ZaloAddresses> {
    await Promise.all([this.#oauth.start(ports.oauth), this.#api.start(ports.api), this.#business.start(ports.business)]);
    return this.addresses;
  }

  get addresses(): ZaloAddresses {
    return { oauthUrl: this.#oauth.address, apiUrl: this.#api.address, businessUrl: this.#business.address };
  }

  async stop(): Promise<void> {
    this.clock.stop();
    this.caller.stop();
    await Promise.all([this.#oauth.stop(), this.#api.stop(), this.#business.stop()]);
  }

  /** Saves the webhook's address, which the platform does only if it answers an unsigned `{}` with 200. */
  async connectWebhook(url: string): Promise<boolean> {
    const before = this.caller.url;
    this.caller.url = url;
    const saved = (await this.caller.probe(Buffer.from('{}'))) === 200;
    if (saved) this.caller.subscribed = true;
    else this.caller.url = before;
    return saved;
  }

  /** As the console's API explorer: a pair of tokens without a consent page. */
  grant(): TokenPair {
    this.platform.switches.granted = true;
    return this.platform.tokens.grant();
  }

  addLearner(name?: string): ZaloLearner {
    return this.platform.learners.add(this.clock.now(), name);
  }

  /** So many who wrote to the account just now, or as long ago as that. */
  populate(count: number, sinceMs = 0): void {
    for (let index = 0; index < count; index += 1) {
      const learner = this.addLearner();
      learner.following = true;
      learner.chatted = true;
      this.platform.learners.interact(learner, this.clock.now() - sinceMs);
    }
  }

  learner(id: string): ZaloLearner {
    return this.platform.learners.get(id);
  }

  follow(id: string): Promise<void> {
    return actions.follow(this.platform, this.learner(id));
  }

  leave(id: string): Promise<void> {
    return actions.leave(this.platform, this.learner(id));
  }

  chatNow(id: string): Promise<void> {
    return actions.clickChatNow(this.platform, this.learner(id));
  }

  acceptWidget(id: string, url: string): Promise<void> {
    return actions.acceptWidget(this.platform, this.learner(id), url);
  }

  /** Resolves with the message's id once the webhook was called. */
  say(id: string, text: string): Promise<string> {
    return actions.say(this.platform, this.learner(id), text);
  }

  tap(id: string, label: string | RegExp): Promise<string | undefined> {
    return actions.tap(this.platform, this.learner(id), label);
  }

  sendMedia(id: string, media: actions.Media): Promise<string> {
    return actions.sendMedia(this.platform, this.learner(id), media);
  }

  see(id: string, messageIds?: readonly string[]): Promise<void> {
    const fromOa = this.received(id).map((message) => message.id);
    return actions.see(this.platform, this.learner(id), messageIds ?? fromOa.slice(-1));
  }

  submitInfo(id: string): Promise<void> {
    return actions.submitInfo(this.platform, this.learner(id));
  }

  withdraw(id: string): Promise<void> {
    return actions.withdraw(this.platform, this.learner(id));
  }

  block(id: string, blocked = true): void {
    this.learner(id).blocked = blocked;
  }

  /** What the account said to this learner, in order. */
  received(id: string): readonly ChatMessage[] {
    return this.learner(id).messages.filter(({ from }) => from === 'oa');
  }

  /** The signed request of any event, for receivers that are called directly. */
  webhook(
    learner: string,
    event: { readonly event_name: string; readonly timestamp: string } & Readonly<Record<string, unknown>>,
  ): WebhookCall {
    return signedEvent(this.platform.parts, learner, event);
  }

  async #serve(kind: CallKind, call: Call, serve: (platform: Platform, call: Call) => Answer): Promise<Served> {
    if (this.isDown) return 'drop';
    const trouble = this.platform.troubles.meet(kind);
    const instead = trouble === undefined ? undefined : this.#insteadOf(trouble);
    if (instead !== undefined) return instead;
    const answer = serve(this.platform, call);
    if (trouble?.kind === 'slow') await new Promise((done) => setTimeout(done, trouble.ms));
    if (trouble?.kind === 'drop-after-accepting') return 'drop';
    return trouble?.kind === 'silent-after-accepting' ? 'silent' : answer;
  }

  #insteadOf(trouble: Trouble): Served | undefined {
    const headers = limitHeaders(this.platform);
    switch (trouble.kind) {
      case 'throttle':
        return json({ error: -32, message: 'Your application reached limit call api' }, 200, headers);
      case 'error':
        return json({ error: trouble.code, message: 'Error' }, trouble.status ?? 200, headers);
      case 'status':
        return {
          status: trouble.status,
          headers: { 'content-type': 'text/html', ...trouble.headers },
          body: trouble.page ?? '<html>busy</html>',
        };
      case 'drop-before-accepting':
        return 'drop';
      default:
        return undefined;
    }
  }
}

function kindOf(call: Call): CallKind {
  return call.method === 'POST' && /\/message\b/.test(call.path) && !/\/quota\//.test(call.path) ? 'send' : 'other';
}
