import type { Channel, ChannelName, Outgoing } from '../../bot/channels/channel';
import type { SendFailure } from '../../bot/channels/send-failure';
import { channelOf } from '../conversation/channel-of';
import type { LaneLeases } from '../conversation/lane-leases';
import type { Conversation } from '../conversation/model';
import { afterFailure, echoWaitMs } from './after-failure';
import type { Report } from './model';
import type { Held, OutboxRows } from './outbox-rows';
import type { PlatformCalls } from './platform-calls';
import type { PushHold } from './push-hold';
import type { Queues } from './queues';
import { untilStored } from './until-stored';
import { windowEnd } from './windows';

export type FirstSendsDeps = {
  readonly rows: OutboxRows;
  readonly pushes: Pick<PushHold, 'hold' | 'overtake'>;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly leases: Pick<LaneLeases, 'holds' | 'term'>;
  readonly calls: PlatformCalls;
  readonly queues: Queues;
  readonly now: () => Date;
  readonly report: Report;
};

/** What a committed turn says, on its way for the first time: a row is made only of what is not confirmed, and of every push. */
export class FirstSends {
  constructor(private readonly deps: FirstSendsDeps) {}

  /**
   * Resolves, and never rejects, when each reply is confirmed or has an outbox row. `again`: a crash may have come between the commit
   * and the platform's answer, so every outcome is unknown.
   */
  async deliver(conversation: Conversation, again: boolean): Promise<void> {
    const { turn } = conversation;
    const channel = this.deps.channels.get(channelOf(conversation._id));
    if (channel === undefined || channel.capabilities.pull || turn.replies.length === 0) return;
    if (turn.push !== undefined) return this.deps.pushes.hold(conversation, channel, turn.push);

    await this.deps.pushes.overtake(conversation._id);
    const messages = channel.render(conversation.sender, turn.replies, (index) => `${conversation._id}:${turn.n}:${index}`);
    const said: Said = { conversation, channel, term: this.deps.leases.term(conversation.lane) };
    const now = this.deps.now();
    if (turn.facts.some((fact) => fact.kind === 'erase-asked')) await this.#forgetEarlier(conversation);
    if (again) await this.#hold(said, messages, { state: 'unknown', nextAt: new Date(now.getTime() + echoWaitMs), tries: 1 });
    else if (this.deps.queues.has(conversation._id)) await this.#hold(said, messages, { state: 'waiting', nextAt: now, tries: 0 });
    else await this.#sendAll(said, messages);
  }

  async #sendAll(said: Said, messages: readonly Outgoing[]): Promise<void> {
    for (const [index, message] of messages.entries()) {
      await this.deps.calls.turn(said.channel, 'reply');
      if (!this.deps.leases.holds(said.conversation.lane)) {
        // Another holder may be finishing this turn: the rows are told apart by their ids alone, and whoever has the lane sends them.
        return this.#hold(said, messages.slice(index), { state: 'waiting', nextAt: this.deps.now(), tries: 0 });
      }
      const failure = await this.deps.calls.send(said.channel, message, { urgency: 'reply', template: false });
      if (failure !== undefined && (await this.#failed(said, failure, messages.slice(index))) === 'stop') return;
    }
  }

  /** Makes the row of a message that was not confirmed, and of those behind it unless they may go on. */
  async #failed(said: Said, failure: SendFailure, [message, ...rest]: readonly Outgoing[]): Promise<'stop' | 'go-on'> {
    const now = this.deps.now();
    const since = said.conversation.turn.at;
    const next = afterFailure(failure, 1, { since, now, closesAt: windowEnd(said.channel.capabilities, since) });
    const first = message === undefined ? [] : [message];
    const why = { reason: failure.code, tries: 1 };
    this.deps.report(next.state === 'dropped' ? 'dropped' : 'held', { channel: said.channel.name, reason: failure.code });
    if (next.state !== 'dropped') {
      await this.#hold(said, first, { ...why, state: next.state, nextAt: next.at });
      await this.#hold(said, rest, { state: 'waiting', nextAt: next.at, tries: 0 });
      return 'stop';
    }
    await this.#hold(said, first, { ...why, state: 'dropped', nextAt: now });
    if (!next.stop) return 'go-on';
    await this.#hold(said, rest, { ...why, state: 'dropped', nextAt: now, tries: 0 });
    return 'stop';
  }

  async #hold({ conversation, channel, term }: Said, messages: readonly Outgoing[], held: Held): Promise<void> {
    if (messages.length === 0) return;
    await this.#untilStored(() => this.deps.rows.hold(conversation, channel, messages, held, term));
    if (held.state !== 'dropped') this.deps.queues.add(conversation._id);
  }

  async #forgetEarlier({ _id, turn }: Conversation): Promise<void> {
    await this.#untilStored(() => this.deps.rows.forgetBefore(_id, turn.n));
    this.deps.queues.end(_id);
  }

  #untilStored(write: () => Promise<void>): Promise<void> {
    return untilStored(write, () => this.deps.report('store-failed', {}));
  }
}

type Said = { readonly conversation: Conversation; readonly channel: Channel; readonly term: number };
