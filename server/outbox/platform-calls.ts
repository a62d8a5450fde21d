import type { Channel, InboundEvent, Outgoing } from '../../bot/channels/channel';
import { SendFailure } from '../../bot/channels/send-failure';
import type { Report } from './model';
import type { Counted } from './quota-periods';
import type { Place, SendQuotas } from './send-quotas';
import { SendRate, shareOfRate, type Urgency } from './send-rates';
import { untilStored } from './until-stored';

/** Shorter than a lane's lease, so that a send never outlives it by much. */
const sendTimeoutMs = 10_000;

export type PlatformCallsDeps = {
  readonly channels: Iterable<Channel>;
  readonly lanesHeld: () => number;
  readonly quotas: Pick<SendQuotas, 'take'>;
  /** Stores an event of ours as if the platform had told it. */
  readonly accept: (events: readonly InboundEvent[]) => Promise<void>;
  readonly now: () => Date;
  readonly report: Report;
};

/** `place` in its quotas is taken by the send itself unless it was taken before. */
export type Sending = Counted & { readonly place?: Place };

/** One message to a platform, at the rate of its account. */
export class PlatformCalls {
  readonly #rates: ReadonlyMap<string, SendRate>;

  constructor(private readonly deps: PlatformCallsDeps) {
    const clock = (): number => performance.now(); // a clock that is set back must not hold every send until it has caught up
    this.#rates = new Map(
      [...deps.channels].map((one) => [
        accountOf(one),
        new SendRate(() => shareOfRate(one.capabilities.perSecond, deps.lanesHeld()), clock),
      ]),
    );
  }

  /** Resolves when it is this send's turn. */
  async turn(channel: Channel, urgency: Urgency): Promise<void> {
    await this.#rates.get(accountOf(channel))?.turn(urgency);
  }

  /** Sends as soon as the account's last second has room, if its quota has; never rejects. */
  async send(channel: Channel, message: Outgoing, { place: given, ...counted }: Sending): Promise<SendFailure | undefined> {
    const now = this.deps.now();
    const place = given ?? (await this.#placeFor(channel, counted, now));
    if (place instanceof SendFailure) return place;
    if ('opensAt' in place) return new SendFailure('out_of_quota', { retryAfterMs: place.opensAt.getTime() - now.getTime() });
    const call = () => attempt(channel, message);
    const failure = await (this.#rates.get(accountOf(channel))?.leave(call, counted.urgency) ?? call());
    if (failure !== undefined && failure.code !== 'unknown') await this.#untilStored(place.giveBack);
    if (failure === undefined) this.deps.report('sent', { channel: channel.name });
    if (failure?.code === 'learner_left') await this.#tellLeft(channel, message);
    return failure;
  }

  /** A store that is away is met before anything has left. */
  #placeFor(channel: Channel, counted: Counted, now: Date): Promise<Place | SendFailure> {
    return this.deps.quotas.take(channel, counted, now).catch((error: unknown) => new SendFailure('not_sent', { cause: error }));
  }

  /** That somebody cannot be reached any more is told by the send alone, so the dialogue hears of it as of any leaving; once for each message. */
  async #tellLeft({ name, account }: Channel, { id, to }: Outgoing): Promise<void> {
    const left: InboundEvent = { id: `left:${id}`, channel: name, account, sender: to, at: this.deps.now(), kind: 'left' };
    await this.#untilStored(() => this.deps.accept([left]));
  }

  #untilStored(write: () => Promise<void>): Promise<void> {
    return untilStored(write, () => this.deps.report('store-failed', {}));
  }
}

async function attempt(channel: Channel, message: Outgoing): Promise<SendFailure | undefined> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), sendTimeoutMs);
  try {
    await channel.send(message, deadline.signal);
    return undefined;
  } catch (error) {
    return error instanceof SendFailure ? error : new SendFailure('unknown', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Platforms limit what one account sends, whoever it sends to. */
function accountOf({ name, account }: Channel): string {
  return `${name}:${account}`;
}
