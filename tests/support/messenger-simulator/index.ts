import { type Call, Loopback, type Served } from '../platform-parts/loopback';
import { createRandom } from '../platform-parts/random';
import { SimulatedPlatform } from '../platform-parts/simulated-platform';
import type { CallKind, Trouble } from '../platform-parts/troubles';
import { VirtualClock } from '../platform-parts/virtual-clock';
import { type WebhookCall, WebhookCaller } from '../platform-parts/webhook-caller';
import { serveGraph } from './graph-api';
import * as actions from './learner-actions';
import type { ChatMessage, MessengerLearner } from './learners';
import { assumedRules, type MessengerOptions, sampleAccount } from './options';
import { Platform } from './platform';
import { inShort, once, type SentMessage, type Trouble as TroubleOnce } from './sent-message';
import { signedEntries, signedRequest } from './signed-event';

const second = 1000;
const minute = 60 * second;

export type { SentMessage, Trouble } from './sent-message';

/** Meta publishes only "at once, a few times", an alert after 15 minutes and the end after an hour; the rest is this simulator's choice. */
const retriesMs = [0, 0, 0, ...[1, 2, 4, 8, 15, 15, 15].map((minutes) => minutes * minute)];

/** For tests that call the webhook themselves: whoever is written to is taken for somebody who wrote just now. */
const directly: MessengerOptions = { strangers: 'welcome', rules: { perThreadPerSecond: 1000 } };

/** Plays Messenger on loopback, by the rules of its documentation. */
export class MessengerSimulator extends SimulatedPlatform {
  readonly platform: Platform;
  readonly caller: WebhookCaller;
  readonly #graph = new Loopback((call) => this.#serve(call));

  constructor(
    readonly appSecret: string,
    readonly pageToken: string,
    options: MessengerOptions = directly,
  ) {
    super();
    const clock = options.clock ?? new VirtualClock();
    const random = createRandom(options.seed ?? 1);
    const { webhookDeadlineMs: deadlineMs = 5 * second, keptMessages = 200, receipts = true, strangers = 'refused' } = options;
    this.caller = new WebhookCaller({ clock, random, rules: { deadlineMs, retriesMs, retryOn: 'any failure', alertAfterMs: 15 * minute } });
    const account = { ...sampleAccount, ...options.account, appSecret, pageToken };
    const rules = { ...assumedRules, ...options.rules };
    this.platform = new Platform({ account, rules, clock, random, caller: this.caller, keptMessages, receipts, strangers });
  }

  /** Answers with the address of the Graph API. */
  start(port?: number): Promise<string> {
    return this.#graph.start(port);
  }

  get address(): string {
    return this.#graph.address;
  }

  async stop(): Promise<void> {
    this.clock.stop();
    this.caller.stop();
    await this.#graph.stop();
  }

  /** The handshake: the address is saved if it gives the challenge back, byte for byte. */
  async connectWebhook(url: string, verifyToken: string): Promise<boolean> {
    const challenge = String(this.platform.parts.random.below(2 ** 31));
    const asked = new URL(url);
    for (const [name, value] of Object.entries({ mode: 'subscribe', verify_token: verifyToken, challenge }))
      asked.searchParams.set(`hub.${name}`, value);
    const answer = await fetch(asked).catch(() => undefined);
    if (answer?.status !== 200 || (await answer.text()) !== challenge) return false;
    this.caller.url = url;
    this.caller.subscribed = true;
    return true;
  }

  addLearner(name?: string): MessengerLearner {
    return this.platform.learners.add(name);
  }

  /** So many who wrote to the page just now, or as long ago as that. */
  populate(count: number, sinceMs = 0): void {
    for (let index = 0; index < count; index += 1) {
      const learner = this.addLearner();
      this.platform.learners.act(learner, this.clock.now() - sinceMs);
      learner.lastMessage = learner.lastAction;
    }
  }

  learner(id: string): MessengerLearner {
    return this.platform.learners.get(id);
  }

  /** Follows a link or a QR code to the page. */
  open(id: string, ref?: string): Promise<void> {
    return actions.openLink(this.platform, this.learner(id), ref);
  }

  say(id: string, text: string): Promise<string> {
    return actions.say(this.platform, this.learner(id), text);
  }

  tap(id: string, label: string | RegExp): Promise<void> {
    return actions.tap(this.platform, this.learner(id), label);
  }

  /** A button of the menu, or one kept from long ago. */
  postback(id: string, title: string, payload: string): Promise<void> {
    return actions.postback(this.platform, this.learner(id), { title, payload });
  }

  sendMedia(id: string, media: actions.Media): Promise<string> {
    return actions.sendMedia(this.platform, this.learner(id), media);
  }

  react(id: string, messageId: string): Promise<void> {
    return actions.react(this.platform, this.learner(id), messageId);
  }

  edit(id: string, messageId: string, text: string): Promise<void> {
    return actions.edit(this.platform, this.learner(id), messageId, text);
  }

  read(id: string): Promise<void> {
    return actions.read(this.platform, this.learner(id));
  }

  optIn(id: string, payload: string): Promise<void> {
    return actions.optIn(this.platform, this.learner(id), payload);
  }

  stopNotifications(id: string): Promise<void> {
    return actions.stopNotifications(this.platform, this.learner(id));
  }

  inboxSays(id: string, text: string): Promise<void> {
    return actions.inboxSays(this.platform, this.learner(id), text);
  }

  enforcePolicy(action: 'warning' | 'block' | 'unblock'): Promise<void> {
    return actions.enforcePolicy(this.platform, action);
  }

  block(id: string, blocked = true): void {
    this.learner(id).blocked = blocked;
  }

  /** Turns off what the page may send; writing again turns it on. */
  leave(id: string): void {
    this.learner(id).stopped = true;
  }

  /** What the page said to this learner, in order. */
  received(id: string): readonly ChatMessage[] {
    return (this.platform.learners.find(id)?.messages ?? []).filter(({ from }) => from === 'page');
  }

  /** The latest thousand messages of the page, whomever they went to. */
  get sent(): readonly SentMessage[] {
    return this.platform.learners.latest.map(({ to, message }) => inShort(to, message));
  }

  get refused(): readonly string[] {
    return this.platform.violations.list().map(({ rule, what }) => `${rule} ${what}`);
  }

  /** What goes wrong with the next sends, one after the other. */
  next(...troubles: readonly TroubleOnce[]): void {
    this.misbehave(...troubles.map(once));
  }

  /** The signed request of any events, one an entry, for receivers that are called directly. */
  webhook(...messaging: readonly object[]): Pick<WebhookCall, 'body' | 'headers'> {
    const entries = messaging.map((event) => ({ id: this.platform.account.pageId, time: this.clock.now(), messaging: [event] }));
    return signedEntries(this.appSecret, entries);
  }

  /** `signed_request` of the data-deletion callback, for the id a person has at the app. */
  deletionRequest(userId: string, secret = this.appSecret): string {
    const issued = Math.floor(this.clock.now() / 1000);
    return signedRequest(secret, { user_id: userId, algorithm: 'HMAC-SHA256', issued_at: issued, expires: issued + 3600 });
  }

  async #serve(call: Call): Promise<Served> {
    if (this.isDown) return 'drop';
    const kind: CallKind = call.method === 'POST' && call.path.endsWith('/messages') ? 'send' : 'other';
    const trouble = this.platform.troubles.meet(kind);
    const instead = trouble === undefined ? undefined : this.#insteadOf(trouble);
    if (instead !== undefined) return instead;
    const answer = await serveGraph(this.platform, call, (url, verifyToken) => this.connectWebhook(url, verifyToken));
    if (trouble?.kind === 'slow') await new Promise((done) => setTimeout(done, trouble.ms));
    if (trouble?.kind === 'drop-after-accepting') return 'drop';
    return trouble?.kind === 'silent-after-accepting' ? 'silent' : answer;
  }

  #insteadOf(trouble: Trouble): Served | undefined {
    switch (trouble.kind) {
      case 'throttle':
        return this.platform.errorOf({ code: 613 }, 429);
      case 'error':
        return this.platform.errorOf(trouble, trouble.status);
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
