const secondMs = 1000;
/** Two clocks and a network stand between us and the platform. */
export const marginMs = 10;
/** Of the quickest answer so much is taken to be the way there and back that every send has: the rest may be chance. */
const sureShare = 0.8;
/** Fewer answers than this say nothing of how quick one can be. */
const leastTrips = 20;
const keptTrips = 200;

type Place = { until: number };

/**
 * The sends of one account that may fall into one second as the platform counts. A send arrives at some moment between leaving and its
 * answer, so its place is taken until a second after the latest of them; only what every answer takes is not waited for. That is known as
 * soon as one in the last two hundred came and went without delay.
 */
export class SlidingSecond {
  #taken: Place[] = [];
  readonly #trips: number[] = [];
  #most = 0;

  constructor(
    private readonly perSecond: () => number,
    private readonly now: () => number,
  ) {}

  /** How long until there is room; for ever, as long as no answer comes. */
  roomInMs(): number {
    const now = this.now();
    this.#taken = this.#taken.filter(({ until }) => until > now);
    const most = this.#mostAt(now);
    if (this.#taken.length < most) return 0;
    const untils = this.#taken.map(({ until }) => until).sort((a, b) => a - b);
    return (untils[untils.length - most] ?? now) - now;
  }

  /** A send leaves; to be told when it was answered. */
  take(): () => void {
    const left = this.now();
    const place: Place = { until: Number.POSITIVE_INFINITY };
    this.#taken.push(place);
    return () => {
      const trip = this.now() - left;
      this.#trips.push(trip);
      if (this.#trips.length > keptTrips) this.#trips.shift();
      const sure = this.#trips.length < leastTrips ? 0 : Math.min(...this.#trips) * sureShare;
      place.until = left + trip - sure + secondMs + marginMs;
    };
  }

  /** What another holder gave up just now it may have used within this second. */
  #mostAt(now: number): number {
    const most = Math.max(1, Math.floor(this.perSecond()));
    const gained = this.#most === 0 ? 0 : Math.max(0, most - this.#most);
    for (let one = 0; one < gained; one += 1) this.#taken.push({ until: now + secondMs + marginMs });
    this.#most = most;
    return most;
  }
}
