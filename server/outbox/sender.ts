import type { Connection } from 'mongoose';
import type { Channel, ChannelName } from '../../bot/channels/channel';
import type { LaneLeases } from '../conversation/lane-leases';
import type { Conversation } from '../conversation/model';
import type { Keys } from '../keys';
import { FirstSends } from './first-sends';
import type { Report } from './model';
import { OutboxRows } from './outbox-rows';
import { PlatformCalls, type PlatformCallsDeps } from './platform-calls';
import { PushHold, type PushHoldDeps } from './push-hold';
import { PushRows } from './push-rows';
import { PushSender, type PushSenderDeps } from './push-sender';
import { Queues } from './queues';
import { Resends } from './resends';
import { SendQuotas } from './send-quotas';
import { SentEchoes } from './sent-echoes';

const pushLookMs = 100;

export type SenderDeps = Pick<PushSenderDeps, 'clearance' | 'afterToday'> &
  Pick<PushHoldDeps, 'wayOf'> &
  Pick<PlatformCallsDeps, 'accept'> & {
    readonly db: Connection;
    readonly keys: Keys;
    readonly channels: ReadonlyMap<ChannelName, Channel>;
    readonly leases: Pick<LaneLeases, 'accepts' | 'holds' | 'term' | 'lanes'>;
    readonly now: () => Date;
    readonly report: Report;
  };

/** The only place that talks to platforms. One conversation is sent in order; nothing is blindly sent twice. */
export class Sender {
  readonly #rows: OutboxRows;
  readonly #queues = new Queues();
  readonly #pushHold: PushHold;
  readonly #first: FirstSends;
  readonly #resends: Resends;
  readonly #pushes: PushSender;
  #timer: NodeJS.Timeout | undefined;
  #pushTimer: NodeJS.Timeout | undefined;
  #resending: Promise<void> = Promise.resolve();

  constructor(private readonly deps: SenderDeps) {
    const { channels, leases } = deps;
    const rows = new OutboxRows(deps.db, deps.keys);
    const pushRows = new PushRows(deps.db);
    const quotas = new SendQuotas(deps.db);
    const calls = new PlatformCalls({ ...deps, quotas, channels: channels.values(), lanesHeld: () => leases.lanes.length });
    const parts = { ...deps, rows, pushRows, quotas, calls, queues: this.#queues, echoes: new SentEchoes(deps.db, deps.keys) };
    this.#rows = rows;
    this.#pushHold = new PushHold(parts);
    this.#first = new FirstSends({ ...parts, pushes: this.#pushHold });
    this.#resends = new Resends(parts);
    this.#pushes = new PushSender({ ...parts, pushes: pushRows, settled: (conversation) => this.#pushHold.settled(conversation) });
  }

  /** Learns what was left unsent in lanes that another holder had: what is said there next queues behind it. */
  async learn(lanes: readonly number[]): Promise<void> {
    for (const id of await this.#rows.blocked(lanes)) this.#queues.add(id);
    await this.#pushHold.learn(lanes);
  }

  /** The lanes of the rows that are being sent just now. */
  get sendingIn(): readonly number[] {
    return [...this.#resends.lanes, ...this.#pushes.lanes];
  }

  /** Looks every `everyMs` for rows whose time has come. */
  start(everyMs: number): void {
    const failed = (): void => this.deps.report('store-failed', {});
    this.#timer = setInterval(() => {
      this.#resending = this.#resending.then(() => this.resend()).catch(failed);
    }, everyMs);
    this.#pushTimer = setInterval(() => void this.sendPushes().catch(failed), pushLookMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    clearInterval(this.#pushTimer);
    await this.#resending;
    await this.#pushes.idle();
  }

  /** Sends the replies of a committed turn (`FirstSends`). */
  deliver(conversation: Conversation, again: boolean): Promise<void> {
    return this.#first.deliver(conversation, again);
  }

  /** Sends the replies that wait in rows and are due. */
  resend(): Promise<void> {
    return this.#resends.resend();
  }

  /** Begins what was said first and is due. */
  sendPushes(): Promise<void> {
    return this.#pushes.sendDue();
  }
}
