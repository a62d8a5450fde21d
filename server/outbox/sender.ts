import type { Connection } from 'mongoose';
import type { Channel, ChannelName, Outgoing } from '../../bot/channels/channel';
import { SendFailure, type SendFailureCode, sendFailures } from '../../bot/channels/send-failure';
import { echoId } from '../conversation/inbox-writer';
import type { LaneLeases } from '../conversation/lane-leases';
import type { Conversation } from '../conversation/model';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { inbox } from '../storage/collections/inbox';
import { backoffMs, mostTries } from './backoff';
import type { OutboxRow } from './model';
import { OutboxRows } from './outbox-rows';
import { SendRate } from './send-rates';

/** How long an unknown outcome waits for the platform's echo (`docs/design/contracts.md` §2). */
const echoWaitMs = 10 * 60_000;
/** Shorter than a lane's lease, so that a send never outlives it. */
const sendTimeoutMs = 10_000;
const pausedMs = 60_000;
const dueAtOnce = 200;
const storeRetryMs = 1_000;

export type SendReport = 'sent' | 'held' | 'dropped' | 'store-failed';

export type SenderDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly leases: Pick<LaneLeases, 'holds' | 'term'>;
  readonly now: () => Date;
  readonly report: (what: SendReport, about: { readonly channel?: ChannelName; readonly reason?: SendFailureCode }) => void;
};

/** The only place that talks to platforms. One conversation is sent in order; nothing is blindly sent twice. */
export class Sender {
  readonly #rows: OutboxRows;
  readonly #rates: ReadonlyMap<ChannelName, SendRate>;
  readonly #blocked = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #resending: Promise<void> = Promise.resolve();

  constructor(private readonly deps: SenderDeps) {
    this.#rows = new OutboxRows(deps.db, deps.keys);
    const clock = (): number => performance.now(); // a clock that is set back must not hold every send until it has caught up
    this.#rates = new Map([...deps.channels].map(([name, channel]) => [name, new SendRate(channel.capabilities.perSecond, clock)]));
  }

  /** Learns what was left unsent, and looks every `everyMs` for rows whose time has come. */
  async start(everyMs: number): Promise<void> {
    for (const id of await this.#rows.blocked()) this.#blocked.add(id);
    this.#timer = setInterval(() => {
      this.#resending = this.#resending.then(() => this.resend()).catch(() => this.deps.report('store-failed', {}));
    }, everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#resending;
  }

  /**
   * Sends the replies of a committed turn. Resolves, and never rejects, when each is confirmed or has an outbox row.
   * `again`: a crash may have come between the commit and the platform's answer, so every outcome is unknown.
   */
  async deliver(conversation: Conversation, again: boolean): Promise<void> {
    const channel = this.deps.channels.get(channelOf(conversation._id));
    if (channel === undefined || channel.capabilities.pull || conversation.turn.replies.length === 0) return;

    const messages = channel.render(
      conversation.sender,
      conversation.turn.replies,
      (index) => `${conversation._id}:${conversation.turn.n}:${index}`,
    );
    const term = this.deps.leases.term(conversation.lane);
    const now = this.deps.now();
    if (again) {
      await this.#hold(conversation, channel, messages, { state: 'unknown', nextAt: new Date(now.getTime() + echoWaitMs), tries: 1 }, term);
    } else if (this.#blocked.has(conversation._id)) {
      await this.#hold(conversation, channel, messages, { state: 'waiting', nextAt: now, tries: 0 }, term);
    } else await this.#sendAll(conversation, channel, messages, term);
  }

  /** Rows whose time has come, first row of each conversation first. */
  async resend(): Promise<void> {
    if (this.#blocked.size === 0) return;
    for (const conversation of await this.#rows.due(this.deps.now(), dueAtOnce)) await this.#resendOne(conversation);
  }

  async #sendAll(conversation: Conversation, channel: Channel, messages: readonly Outgoing[], term: number): Promise<void> {
    for (const [index, message] of messages.entries()) {
      const failure = await this.#send(channel, message);
      if (failure === undefined) continue;
      const next = this.#afterFailure(failure, 1);
      const rest = next.state === 'dropped' && !next.stop ? messages.slice(index + 1) : messages.slice(index);
      this.deps.report(next.state === 'dropped' ? 'dropped' : 'held', { channel: channel.name, reason: failure.code });
      if (next.state === 'dropped') {
        if (next.stop) return;
        await this.#sendAll(conversation, channel, rest, term);
        return;
      }
      await this.#hold(conversation, channel, rest, { state: next.state, reason: failure.code, nextAt: next.at, tries: 1 }, term);
      return;
    }
  }

  async #send(channel: Channel, message: Outgoing): Promise<SendFailure | undefined> {
    await this.#rates.get(channel.name)?.turn();
    try {
      await channel.send(message, AbortSignal.timeout(sendTimeoutMs));
      this.deps.report('sent', { channel: channel.name });
      return undefined;
    } catch (error) {
      return error instanceof SendFailure ? error : new SendFailure('unknown', { cause: error });
    }
  }

  #afterFailure(failure: SendFailure, tries: number): Next {
    const now = this.deps.now().getTime();
    switch (sendFailures[failure.code].then) {
      case 'retry':
        return tries >= mostTries
          ? { state: 'dropped', stop: false }
          : { state: 'waiting', at: new Date(now + backoffMs(tries, failure.retryAfterMs)) };
      case 'await-echo':
        return { state: 'unknown', at: new Date(now + echoWaitMs) };
      case 'pause-account':
        return { state: 'waiting', at: new Date(now + pausedMs) };
      case 'stop':
        return { state: 'dropped', stop: failure.code !== 'rejected' };
    }
  }

  /** The learner's event stays open until its replies are sent or held, so a store that is away for a while loses nothing. */
  async #hold(...args: Parameters<OutboxRows['hold']>): Promise<void> {
    for (;;) {
      try {
        await this.#rows.hold(...args);
        this.#blocked.add(args[0]._id);
        return;
      } catch {
        this.deps.report('store-failed', {});
        await new Promise((done) => setTimeout(done, storeRetryMs));
      }
    }
  }

  async #resendOne(conversation: string): Promise<void> {
    const rows = await this.#rows.open(conversation);
    for (const row of rows) {
      if (row.nextAt > this.deps.now() || !this.deps.leases.holds(row.lane)) return;
      if (!(await this.#settle(row))) return;
    }
    this.#blocked.delete(conversation);
  }

  /** `true` when the row is closed and the next may be sent. */
  async #settle(row: OutboxRow): Promise<boolean> {
    const term = this.deps.leases.term(row.lane);
    const channel = this.deps.channels.get(row.channel);
    const message = this.#rows.message(row);
    if (channel === undefined || message === undefined) return this.#drop(row, term, 'misconfigured');
    if (row.state === 'unknown') {
      if (await this.#echoed(row._id)) {
        await this.#rows.finish(row, 'sent', term);
        return true;
      }
      if (row.tries >= 2) return this.#drop(row, term, 'unknown');
    }
    if (!(await this.#rows.begin(row, new Date(this.deps.now().getTime() + echoWaitMs), term))) return false;

    const failure = await this.#send(channel, message);
    if (failure === undefined) {
      await this.#rows.finish(row, 'sent', term);
      return true;
    }
    const next = this.#afterFailure(failure, row.tries + 1);
    if (next.state === 'dropped') return this.#drop(row, term, failure.code);
    if (next.state === 'waiting') await this.#rows.wait(row, next.at, term, failure.code);
    return false;
  }

  async #drop(row: OutboxRow, term: number, reason: SendFailure['code']): Promise<true> {
    this.deps.report('dropped', { channel: row.channel, reason });
    await this.#rows.finish(row, 'dropped', term, reason);
    return true;
  }

  async #echoed(outboxId: string): Promise<boolean> {
    return (await native(inbox(this.deps.db)).findOne({ _id: echoId(outboxId) }, { projection: { _id: 1 } })) !== null;
  }
}

type Next =
  | { readonly state: 'waiting' | 'unknown'; readonly at: Date }
  | { readonly state: 'dropped'; readonly stop: boolean /* nothing behind it will be sent either */ };

function channelOf(conversation: string): ChannelName {
  const name = conversation.slice(0, conversation.indexOf(':'));
  return name === 'zalo' || name === 'messenger' ? name : 'web';
}
