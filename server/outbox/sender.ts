import type { Connection } from 'mongoose';
import type { Channel, ChannelName, Outgoing } from '../../bot/channels/channel';
import { SendFailure, type SendFailureCode } from '../../bot/channels/send-failure';
import { echoId } from '../conversation/inbox-writer';
import type { LaneLeases } from '../conversation/lane-leases';
import type { Conversation, Push } from '../conversation/model';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { inbox } from '../storage/collections/inbox';
import { afterFailure, echoWaitMs } from './after-failure';
import type { OutboxRow, PushDrop, PushRow, SendReport } from './model';
import { type Held, OutboxRows } from './outbox-rows';
import { PushRows } from './push-rows';
import { PushSender, type PushSenderDeps } from './push-sender';
import { SendRate, shareOfRate } from './send-rates';

/** Shorter than a lane's lease, so that a send never outlives it. */
const sendTimeoutMs = 10_000;
const dueAtOnce = 200;
const storeRetryMs = 1_000;
const pushLookMs = 100;

export type SenderDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly leases: Pick<LaneLeases, 'accepts' | 'term' | 'lanes'>;
  readonly now: () => Date;
  readonly report: (what: SendReport, about: { readonly channel?: ChannelName; readonly reason?: SendFailureCode | PushDrop }) => void;
  readonly clearance: PushSenderDeps['clearance'];
  /** When a push can no longer reach its learner in the way it was planned for. */
  readonly closesAt: (conversation: Conversation, push: Push) => Date | undefined;
};

/** The only place that talks to platforms. One conversation is sent in order; nothing is blindly sent twice. */
export class Sender {
  readonly #rows: OutboxRows;
  readonly #pushRows: PushRows;
  readonly #pushes: PushSender;
  /** Conversations with something said first that was not sent yet. */
  readonly #calling = new Set<string>();
  readonly #rates: ReadonlyMap<string, SendRate>;
  /** Conversations with an open row, and how often one was added: what came while the last was being settled is not overlooked. */
  readonly #blocked = new Map<string, number>();
  #resendingIn: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pushTimer: NodeJS.Timeout | undefined;
  #resending: Promise<void> = Promise.resolve();

  constructor(private readonly deps: SenderDeps) {
    this.#rows = new OutboxRows(deps.db, deps.keys);
    this.#pushRows = new PushRows(deps.db);
    this.#pushes = new PushSender({
      ...deps,
      rows: this.#rows,
      pushes: this.#pushRows,
      channelOf: (row) => deps.channels.get(row.channel),
      turn: async (channel, urgency) => this.#rates.get(accountOf(channel))?.turn(urgency),
      send: (channel, message) => this.#sendNow(channel, message),
      echoed: (id) => this.#echoed(id),
      closed: (conversation) => this.#calling.delete(conversation),
    });
    const clock = (): number => performance.now(); // a clock that is set back must not hold every send until it has caught up
    this.#rates = new Map(
      [...deps.channels.values()].map((one) => [
        accountOf(one),
        new SendRate(() => shareOfRate(one.capabilities.perSecond, deps.leases.lanes.length), clock),
      ]),
    );
  }

  /** Learns what was left unsent in lanes that another holder had: what is said there next queues behind it. */
  async learn(lanes: readonly number[]): Promise<void> {
    for (const id of await this.#rows.blocked(lanes)) this.#block(id);
    for (const id of await this.#pushRows.waitingIn(lanes)) this.#calling.add(id);
  }

  /** The lanes of the rows that are being sent just now. */
  get sendingIn(): readonly number[] {
    return this.#resendingIn === undefined ? this.#pushes.lanes : [this.#resendingIn, ...this.#pushes.lanes];
  }

  /** Looks every `everyMs` for rows whose time has come. */
  start(everyMs: number): void {
    this.#timer = setInterval(() => {
      this.#resending = this.#resending.then(() => this.resend()).catch(() => this.deps.report('store-failed', {}));
    }, everyMs);
    this.#pushTimer = setInterval(() => void this.sendPushes().catch(() => this.deps.report('store-failed', {})), pushLookMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    clearInterval(this.#pushTimer);
    await this.#resending;
    await this.#pushes.idle();
  }

  /**
   * Sends the replies of a committed turn. Resolves, and never rejects, when each is confirmed or has an outbox row.
   * `again`: a crash may have come between the commit and the platform's answer, so every outcome is unknown.
   */
  async deliver(conversation: Conversation, again: boolean): Promise<void> {
    const channel = this.deps.channels.get(channelOf(conversation._id));
    if (channel === undefined || channel.capabilities.pull || conversation.turn.replies.length === 0) return;
    const { push } = conversation.turn;
    if (push !== undefined) return this.#holdPush(conversation, channel, push);

    if (this.#calling.delete(conversation._id)) await this.#untilStored(() => this.#pushRows.overtake(conversation._id));
    const messages = channel.render(
      conversation.sender,
      conversation.turn.replies,
      (index) => `${conversation._id}:${conversation.turn.n}:${index}`,
    );
    const term = this.deps.leases.term(conversation.lane);
    const now = this.deps.now();
    if (conversation.turn.facts.some((fact) => fact.kind === 'erase-asked')) await this.#forgetEarlier(conversation);
    if (again) {
      await this.#hold(conversation, channel, messages, { state: 'unknown', nextAt: new Date(now.getTime() + echoWaitMs), tries: 1 }, term);
    } else if (this.#blocked.has(conversation._id)) {
      await this.#hold(conversation, channel, messages, { state: 'waiting', nextAt: now, tries: 0 }, term);
    } else await this.#sendAll(conversation, channel, messages, term);
  }

  /** Rows whose time has come, first row of each conversation first. Staff may have made one due that this process knew nothing of. */
  async resend(): Promise<void> {
    for (const conversation of await this.#rows.due(this.deps.now(), this.deps.leases.lanes, dueAtOnce))
      await this.#resendOne(conversation);
  }

  async #sendAll(conversation: Conversation, channel: Channel, messages: readonly Outgoing[], term: number): Promise<void> {
    for (const [index, message] of messages.entries()) {
      const failure = await this.#send(channel, message);
      if (failure === undefined) continue;

      const now = this.deps.now();
      const next = afterFailure(failure, 1, now);
      const rest = messages.slice(index + 1);
      const row = { reason: failure.code, tries: 1 };
      this.deps.report(next.state === 'dropped' ? 'dropped' : 'held', { channel: channel.name, reason: failure.code });
      if (next.state !== 'dropped') {
        await this.#hold(conversation, channel, [message], { ...row, state: next.state, nextAt: next.at }, term);
        await this.#hold(conversation, channel, rest, { state: 'waiting', nextAt: next.at, tries: 0 }, term);
        return;
      }
      await this.#hold(conversation, channel, [message], { ...row, state: 'dropped', nextAt: now }, term);
      if (!next.stop) continue;
      await this.#hold(conversation, channel, rest, { ...row, state: 'dropped', nextAt: now, tries: 0 }, term);
      return;
    }
  }

  /** Begins what was said first and is due. */
  sendPushes(): Promise<void> {
    return this.#pushes.sendDue();
  }

  async #send(channel: Channel, message: Outgoing): Promise<SendFailure | undefined> {
    await this.#rates.get(accountOf(channel))?.turn();
    return this.#sendNow(channel, message);
  }

  async #sendNow(channel: Channel, message: Outgoing): Promise<SendFailure | undefined> {
    try {
      await channel.send(message, AbortSignal.timeout(sendTimeoutMs));
      this.deps.report('sent', { channel: channel.name });
      return undefined;
    } catch (error) {
      return error instanceof SendFailure ? error : new SendFailure('unknown', { cause: error });
    }
  }

  /** What the learner did not ask for is always sent from a row; the same push makes the same row, however often its turn is finished. */
  async #holdPush(conversation: Conversation, channel: Channel, push: Push): Promise<void> {
    const { _id, sender, turn, person, lane } = conversation;
    const name = push.campaign === undefined ? `${_id}:${turn.n}` : `push:${push.campaign}:${_id}`;
    const messages = channel.render(sender, turn.replies, (index) => `${name}:${index}`, { push: true });
    const closesAt = this.deps.closesAt(conversation, push);
    const row: PushRow = {
      kind: push.campaign === undefined ? 'reminder' : 'campaign',
      person,
      ...(push.campaign === undefined ? {} : { campaign: push.campaign }),
      ...(closesAt === undefined ? {} : { closesAt }),
    };
    const held: Held = { state: 'waiting', nextAt: this.deps.now(), tries: 0, push: row };
    await this.#untilStored(() => this.#rows.hold(conversation, channel, messages, held, this.deps.leases.term(lane)));
    this.#calling.add(_id);
  }

  async #hold(conversation: Conversation, channel: Channel, messages: readonly Outgoing[], held: Held, term: number): Promise<void> {
    if (messages.length === 0) return;
    await this.#untilStored(() => this.#rows.hold(conversation, channel, messages, held, term));
    if (held.state !== 'dropped') this.#block(conversation._id);
  }

  async #forgetEarlier({ _id, turn }: Conversation): Promise<void> {
    await this.#untilStored(() => this.#rows.forgetBefore(_id, turn.n));
    this.#blocked.delete(_id);
  }

  /** The learner's event stays open until its replies are sent or held, so a store that is away for a while loses nothing. */
  async #untilStored(write: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await write();
        return;
      } catch {
        this.deps.report('store-failed', {});
        await new Promise((done) => setTimeout(done, storeRetryMs));
      }
    }
  }

  #block(conversation: string): void {
    this.#blocked.set(conversation, (this.#blocked.get(conversation) ?? 0) + 1);
  }

  async #resendOne(conversation: string): Promise<void> {
    for (;;) {
      const held = this.#blocked.get(conversation);
      const rows = await this.#rows.open(conversation);
      if (rows.length === 0) {
        if (this.#blocked.get(conversation) === held) this.#blocked.delete(conversation);
        return;
      }
      for (const row of rows) {
        if (row.nextAt > this.deps.now() || !this.deps.leases.accepts(row.lane)) return;
        this.#resendingIn = row.lane;
        const closed = await this.#settle(row).finally(() => {
          this.#resendingIn = undefined;
        });
        if (!closed) return;
      }
    }
  }

  /** `true` when the row is closed and the next may be sent. */
  async #settle(row: OutboxRow): Promise<boolean> {
    const term = this.deps.leases.term(row.lane);
    const channel = this.deps.channels.get(row.channel);
    const message = this.#rows.message(row);
    if (channel === undefined || message === undefined) return this.#drop(row, term, 'misconfigured');
    if (row.state === 'unknown') {
      if (await this.#echoed(row._id)) return this.#rows.finish(row, 'sent', term);
      if (row.tries >= 2) return this.#drop(row, term, 'unknown');
    }
    if (!(await this.#rows.begin(row, new Date(this.deps.now().getTime() + echoWaitMs), term))) return false;

    const failure = await this.#send(channel, message);
    if (failure === undefined) return this.#rows.finish(row, 'sent', term);
    const next = afterFailure(failure, row.tries + 1, this.deps.now());
    if (next.state === 'dropped') return this.#drop(row, term, failure.code);
    if (next.state === 'waiting') await this.#rows.wait(row, next.at, term, failure.code);
    return false;
  }

  async #drop(row: OutboxRow, term: number, reason: SendFailure['code']): Promise<boolean> {
    this.deps.report('dropped', { channel: row.channel, reason });
    return this.#rows.finish(row, 'dropped', term, reason);
  }

  async #echoed(outboxId: string): Promise<boolean> {
    return (await native(inbox(this.deps.db)).findOne({ _id: echoId(outboxId) }, { projection: { _id: 1 } })) !== null;
  }
}

function channelOf(conversation: string): ChannelName {
  const name = conversation.slice(0, conversation.indexOf(':'));
  return name === 'zalo' || name === 'messenger' ? name : 'web';
}

/** Platforms limit what one account sends, whoever it sends to. */
function accountOf({ name, account }: Channel): string {
  return `${name}:${account}`;
}
