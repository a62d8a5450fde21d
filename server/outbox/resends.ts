import type { Channel, ChannelName, Outgoing } from '../../bot/channels/channel';
import type { SendFailureCode } from '../../bot/channels/send-failure';
import type { LaneLeases } from '../conversation/lane-leases';
import { afterFailure, echoWaitMs } from './after-failure';
import type { OutboxRow, Report } from './model';
import type { OutboxRows } from './outbox-rows';
import type { PlatformCalls } from './platform-calls';
import type { Queues } from './queues';
import type { SentEchoes } from './sent-echoes';
import { windowEnd } from './windows';

const dueAtOnce = 200;
/** Conversations that are worked off at a time: enough for a platform's rate at an ordinary pace of its answers. */
const together = 50;

export type ResendsDeps = {
  readonly rows: OutboxRows;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly leases: Pick<LaneLeases, 'accepts' | 'holds' | 'term' | 'lanes'>;
  readonly calls: PlatformCalls;
  readonly echoes: SentEchoes;
  readonly queues: Queues;
  readonly now: () => Date;
  readonly report: Report;
};

/** Replies that have a row, when their time has come: in order in each conversation, and an unknown outcome once more at most. */
export class Resends {
  /** How many sends are under way in each lane. */
  readonly #underWay = new Map<number, number>();

  constructor(private readonly deps: ResendsDeps) {}

  /** The lanes of the rows that are being sent just now. */
  get lanes(): readonly number[] {
    return [...this.#underWay.keys()];
  }

  /** Rows whose time has come, the longest waiting first. Staff may have made one due that this process knew nothing of. */
  async resend(): Promise<void> {
    const { rows, now, leases } = this.deps;
    const waiting = (await rows.due(now(), leases.lanes, dueAtOnce)).values();
    const oneAfterAnother = async (): Promise<void> => {
      for (const conversation of waiting) await this.#workOff(conversation);
    };
    await Promise.all(Array.from({ length: together }, oneAfterAnother));
  }

  async #workOff(conversation: string): Promise<void> {
    const { queues, rows, now, leases } = this.deps;
    for (;;) {
      const added = queues.added(conversation);
      const open = await rows.open(conversation);
      if (open.length === 0) return queues.end(conversation, added);
      for (const row of open) {
        if (row.nextAt > now()) return rows.waitBehind(row);
        if (!leases.accepts(row.lane)) return;
        this.#count(row.lane, 1);
        const closed = await this.#settle(row).finally(() => this.#count(row.lane, -1));
        if (!closed) return;
      }
    }
  }

  #count(lane: number, change: 1 | -1): void {
    const count = (this.#underWay.get(lane) ?? 0) + change;
    if (count === 0) this.#underWay.delete(lane);
    else this.#underWay.set(lane, count);
  }

  /** `true` when the row is closed and the next may be sent. */
  async #settle(row: OutboxRow): Promise<boolean> {
    const { rows, channels, leases, echoes } = this.deps;
    const term = leases.term(row.lane);
    const channel = channels.get(row.channel);
    const message = rows.message(row);
    if (channel === undefined || message === undefined) return this.#drop(row, term, 'misconfigured');
    if (row.state === 'unknown') {
      if (await echoes.has(channel, row, message)) return rows.finish(row, 'sent', term);
      if (row.resent === true) return this.#drop(row, term, 'unknown');
    }
    return this.#send(row, channel, message, term);
  }

  async #send(row: OutboxRow, channel: Channel, message: Outgoing, term: number): Promise<boolean> {
    const { rows, calls, leases, now } = this.deps;
    await calls.turn(channel, 'reply');
    if (!(await rows.begin(row, new Date(now().getTime() + echoWaitMs), term)) || !leases.holds(row.lane)) return false;

    const failure = await calls.send(channel, message, { urgency: 'reply', template: false });
    if (failure === undefined) return rows.finish(row, 'sent', term);
    const closesAt = windowEnd(channel.capabilities, row.at);
    const next = afterFailure(failure, row.tries + 1, { since: row.at, now: now(), closesAt });
    if (next.state === 'dropped') return this.#drop(row, term, failure.code);
    if (next.state === 'waiting') await rows.wait(row, next.at, term, failure.code);
    else await rows.doubt(row, term);
    return false;
  }

  async #drop(row: OutboxRow, term: number, reason: SendFailureCode): Promise<boolean> {
    this.deps.report('dropped', { channel: row.channel, reason });
    return this.deps.rows.finish(row, 'dropped', term, reason);
  }
}
