import type { Channel, ChannelName, Outgoing } from '../../bot/channels/channel';
import { type SendFailure, type SendFailureCode, sendFailures } from '../../bot/channels/send-failure';
import type { Membership } from '../../bot/dialogue/fact';
import type { LaneLeases } from '../conversation/lane-leases';
import { afterFailure, pushEchoWaitMs } from './after-failure';
import { mostTries } from './backoff';
import type { PushDrop, Report } from './model';
import type { OutboxRows } from './outbox-rows';
import type { PlatformCalls } from './platform-calls';
import type { DuePush, PushRows } from './push-rows';
import type { Counted } from './quota-periods';
import type { Place, SendQuotas } from './send-quotas';
import type { SentEchoes } from './sent-echoes';

/** Whether a push may go just now: its campaign may have been paused, the night may have come. */
export type Clearance = 'go' | 'cancelled' | { readonly notBefore: Date };

export type PushSenderDeps = {
  readonly rows: OutboxRows;
  readonly pushes: PushRows;
  readonly leases: Pick<LaneLeases, 'accepts' | 'holds' | 'term' | 'lanes'>;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly clearance: (row: DuePush, membership?: Membership) => Clearance;
  /** When this person may have a push again after today. */
  readonly afterToday: (membership?: Membership) => Date | undefined;
  readonly calls: Pick<PlatformCalls, 'turn' | 'send'>;
  readonly quotas: Pick<SendQuotas, 'take'>;
  readonly echoes: Pick<SentEchoes, 'has' | 'provesLost'>;
  readonly settled: (conversation: string) => void;
  readonly now: () => Date;
  readonly report: Report;
};

type Going = {
  readonly channel: Channel;
  readonly message: Outgoing;
  readonly term: number;
  readonly place: Extract<Place, { readonly giveBack: unknown }>;
};

/** Enough to fill any platform's rate at its slowest, few enough that a pause finds little under way. */
const mostUnderWay = 100;

/** When a row was made, its person's day, school and shift had just been looked at. */
const judgedLatelyMs = 60_000;

/** Sends what was said first, many conversations at a time: always from a row, never twice, after every reply that waits. */
export class PushSender {
  /** By conversation, with the lane it is in. */
  readonly #underWay = new Map<string, { readonly lane: number; readonly done: Promise<void> }>();
  /** Until when an account that is set up wrongly is left alone. */
  readonly #paused = new Map<ChannelName, Date>();
  #looking = false;

  constructor(private readonly deps: PushSenderDeps) {}

  get lanes(): readonly number[] {
    return [...this.#underWay.values()].map(({ lane }) => lane);
  }

  /** Begins what is due and there is room for. */
  async sendDue(): Promise<void> {
    const room = mostUnderWay - this.#underWay.size;
    if (this.#looking || room <= 0) return;
    this.#looking = true;
    try {
      const due = await this.deps.pushes.due(this.deps.now(), this.deps.leases.lanes, mostUnderWay + room);
      for (const row of due) if (this.#underWay.size < mostUnderWay) this.#begin(row);
    } finally {
      this.#looking = false;
    }
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all([...this.#underWay.values()].map(({ done }) => done));
  }

  #begin(row: DuePush): void {
    if (this.#underWay.has(row.conversation) || !this.deps.leases.accepts(row.lane)) return;
    const done = this.#settle(row)
      .catch(() => this.deps.report('store-failed', {}))
      .finally(() => this.#underWay.delete(row.conversation));
    this.#underWay.set(row.conversation, { lane: row.lane, done });
  }

  async #settle(row: DuePush): Promise<void> {
    const { rows, channels, leases } = this.deps;
    const term = leases.term(row.lane);
    const channel = channels.get(row.channel);
    const message = rows.message(row);
    if (channel === undefined || message === undefined) return this.#drop(row, term, 'misconfigured');
    if (row.state === 'unknown') return this.#resolve(row, channel, message, term);
    const place = await this.#mayGo(row, channel, term);
    if (place !== undefined) await this.#send(row, { channel, message, term, place });
  }

  /** What may have arrived: an echo settles it; sent again is only what is known not to have arrived. */
  async #resolve(row: DuePush, channel: Channel, message: Outgoing, term: number): Promise<void> {
    const { rows, echoes, now, settled } = this.deps;
    if (await echoes.has(channel, row, message)) {
      settled(row.conversation);
      await rows.finish(row, 'sent', term, 'unknown');
    } else if (row.reason !== 'overtaken' && row.tries < mostTries && (await echoes.provesLost(channel, row))) {
      await rows.wait(row, now(), term, 'unknown');
    } else await this.#drop(row, term, 'unknown');
  }

  async #send(row: DuePush, { channel, message, term, place }: Going): Promise<void> {
    await this.deps.calls.turn(channel, row.push.kind);
    if (!(await this.#begins(row, term))) return place.giveBack();
    await this.#sent(row, await this.deps.calls.send(channel, message, { ...countedAs(row), place }), term);
  }

  async #begins(row: DuePush, term: number): Promise<boolean> {
    const { rows, leases, now } = this.deps;
    if (this.deps.clearance(row) !== 'go' || !leases.accepts(row.lane)) return false;
    return (await rows.begin(row, new Date(now().getTime() + pushEchoWaitMs), term)) && leases.holds(row.lane);
  }

  /** What must hold at the moment of sending, whatever was planned; with its place in the account's quotas. */
  async #mayGo(row: DuePush, channel: Channel, term: number): Promise<Going['place'] | undefined> {
    const now = this.deps.now();
    const waited = now.getTime() - row.at.getTime() > judgedLatelyMs;
    const clearance = this.deps.clearance(row, waited ? await this.deps.pushes.membershipOf(row) : undefined);
    if (clearance === 'cancelled') return this.#never(row, term, 'cancelled');

    const paused = this.#paused.get(row.channel) ?? now;
    const notBefore = clearance === 'go' ? paused : clearance.notBefore;
    if (row.push.closesAt !== undefined && row.push.closesAt <= notBefore) return this.#never(row, term, 'outside_window');
    if (notBefore > now) {
      await this.deps.rows.postpone(row, notBefore, term);
      return undefined;
    }
    const place = await this.deps.quotas.take(channel, countedAs(row), now);
    if ('opensAt' in place) return this.#untilOpen(row, place.opensAt, term);
    if (await this.deps.pushes.takeDay(row, now)) return place;
    await place.giveBack();
    return this.#moveOn(row, term);
  }

  /** Its person had another push today: a campaign's waits for a day that has none, before its end and while they can be reached. */
  async #moveOn(row: DuePush, term: number): Promise<undefined> {
    const { pushes, rows, afterToday } = this.deps;
    const ends = await pushes.campaignEnd(row);
    const next = ends === undefined ? undefined : afterToday(await pushes.membershipOf(row));
    const closes = Math.min(ends?.getTime() ?? 0, row.push.closesAt?.getTime() ?? Number.POSITIVE_INFINITY);
    if (next === undefined || next.getTime() >= closes) return this.#never(row, term, 'day_taken');
    await rows.postpone(row, next, term, 'day_taken');
    return undefined;
  }

  /** The account's quota is used up: nothing is kept that will be too late by then. */
  async #untilOpen(row: DuePush, opensAt: Date, term: number): Promise<undefined> {
    if (row.push.closesAt !== undefined && row.push.closesAt <= opensAt) return this.#never(row, term, 'out_of_quota');
    await this.deps.rows.postpone(row, opensAt, term, 'out_of_quota');
    return undefined;
  }

  async #sent(row: DuePush, failure: SendFailure | undefined, term: number): Promise<void> {
    if (failure === undefined) {
      this.deps.settled(row.conversation);
      await this.deps.rows.finish(row, 'sent', term);
      return;
    }
    const next = afterFailure(failure, row.tries + 1, { since: row.at, now: this.deps.now(), closesAt: row.push.closesAt });
    if (next.state === 'dropped') return this.#drop(row, term, failure.code);
    this.deps.report('held', { channel: row.channel, reason: failure.code });
    if (next.state === 'waiting' && sendFailures[failure.code].then === 'pause-account') this.#paused.set(row.channel, next.at);
    if (next.state === 'waiting') await this.deps.rows.wait(row, next.at, term, failure.code);
    else await this.deps.rows.doubt(row, term);
  }

  async #never(row: DuePush, term: number, reason: SendFailureCode | PushDrop): Promise<undefined> {
    await this.#drop(row, term, reason);
    return undefined;
  }

  async #drop(row: DuePush, term: number, reason: SendFailureCode | PushDrop): Promise<void> {
    this.deps.report('dropped', { channel: row.channel, reason });
    this.deps.settled(row.conversation);
    await this.deps.rows.finish(row, 'dropped', term, reason);
  }
}

function countedAs({ push }: DuePush): Counted {
  return { urgency: push.kind, template: push.template === true };
}
