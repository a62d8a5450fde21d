import type { Channel } from '../../bot/channels/channel';
import type { LaneLeases } from '../conversation/lane-leases';
import type { Conversation, Push } from '../conversation/model';
import type { PushRow, Report } from './model';
import type { OutboxRows } from './outbox-rows';
import type { PushRows } from './push-rows';
import { untilStored } from './until-stored';
import { isByTemplate, type Way } from './windows';

export type PushHoldDeps = {
  readonly rows: OutboxRows;
  readonly pushRows: PushRows;
  readonly leases: Pick<LaneLeases, 'term'>;
  /** How a push may reach its learner now; `undefined`: not at all. */
  readonly wayOf: (conversation: Conversation, push: Push) => Way | undefined;
  readonly now: () => Date;
  readonly report: Report;
};

/** What is said first, from its turn to its row, and out of it again when the learner comes before it is sent. */
export class PushHold {
  /** Conversations with something said first that is not settled. */
  readonly #calling = new Set<string>();

  constructor(private readonly deps: PushHoldDeps) {}

  /** Learns what is open in lanes that another holder had. */
  async learn(lanes: readonly number[]): Promise<void> {
    for (const id of await this.deps.pushRows.openIn(lanes)) this.#calling.add(id);
  }

  /** What the learner did not ask for is always sent from a row; the same push makes the same row, however often its turn is finished. */
  async hold(conversation: Conversation, channel: Channel, push: Push): Promise<void> {
    const { _id, sender, turn, lane } = conversation;
    const way = this.deps.wayOf(conversation, push);
    const template = way === undefined || way.kind === 'free' ? undefined : way.template;
    const name = push.campaign === undefined ? `${_id}:${turn.n}` : `push:${push.campaign}:${_id}`;
    const occasion = { push: template === undefined ? {} : { template } };
    const messages = channel.render(sender, turn.replies, (index) => `${name}:${index}`, occasion);
    const row = this.#rowOf(conversation, push, way);
    const held = { state: 'waiting', nextAt: this.deps.now(), tries: 0, push: row } as const;
    await this.#untilStored(() => this.deps.rows.hold(conversation, channel, messages, held, this.deps.leases.term(lane)));
    this.#calling.add(_id);
  }

  /** The learner has come by themselves. */
  async overtake(conversation: string): Promise<void> {
    if (this.#calling.delete(conversation)) await this.#untilStored(() => this.deps.pushRows.overtake([conversation]));
  }

  /** What was said first is settled. */
  settled(conversation: string): void {
    this.#calling.delete(conversation);
  }

  #rowOf({ turn }: Conversation, { campaign }: Push, way: Way | undefined): PushRow {
    const closesAt = way === undefined ? this.deps.now() : way.until;
    return {
      kind: campaign === undefined ? 'reminder' : 'campaign',
      person: turn.person,
      ...(campaign === undefined ? {} : { campaign }),
      ...(isByTemplate(way) ? { template: true } : {}),
      ...(closesAt === undefined ? {} : { closesAt }),
    };
  }

  #untilStored(write: () => Promise<void>): Promise<void> {
    return untilStored(write, () => this.deps.report('store-failed', {}));
  }
}
