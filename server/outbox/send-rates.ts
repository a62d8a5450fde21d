import { lanes } from '../conversation/model';

/**
 * What a holder of so many lanes may send of an account's budget: all holders together stay within it without asking one another.
 * Whole sends a second, as a part of one would let two holders send their last one in the same second.
 */
export function shareOfRate(perSecond: number, lanesHeld: number): number {
  const share = (perSecond * Math.max(1, lanesHeld)) / lanes;
  return share < 1 ? share : Math.floor(share);
}

/** Who goes first: an answer before a reminder before a campaign. */
export const urgencies = ['reply', 'reminder', 'campaign'] as const;
export type Urgency = (typeof urgencies)[number];

/**
 * A send leaves this much later than the second before it ended, as two clocks and a network stand between us and the platform. Turns
 * keep the same distance: were they quicker, a crowd that has had its turn would stand between an answer and the platform.
 */
const marginMs = 10;
/** A process that stood still for less than this makes up for it; longer, and what was not used is lost. */
const catchUpMs = 50;

/**
 * The sends of one account: `turn` spaces them evenly and lets the urgent go first, `leave` keeps every sliding second within `perSecond`.
 * What a quiet second did not use is not carried over.
 */
export class SendRate {
  readonly #waiting: Readonly<Record<Urgency, (() => void)[]>> = { reply: [], reminder: [], campaign: [] };
  /** When the last sends went, or will go, to the platform. */
  readonly #left: number[] = [];
  #free = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly perSecond: () => number,
    private readonly now: () => number,
  ) {}

  /** Resolves when it is this caller's turn: the most urgent first, callers of one urgency in the order in which they asked. */
  turn(urgency: Urgency = 'reply'): Promise<void> {
    return new Promise((resolve) => {
      if (this.#next() === undefined) this.#free = Math.max(this.#free, this.now());
      this.#waiting[urgency].push(resolve);
      this.#schedule();
    });
  }

  /**
   * Resolves when a send that has had its turn may go: what was held up in between, by the store say, must not fall into a
   * second that others have filled meanwhile.
   */
  async leave(): Promise<void> {
    const now = this.now();
    const most = Math.max(1, Math.floor(this.perSecond()));
    const oldest = this.#left[this.#left.length - most];
    const at = oldest === undefined ? now : Math.max(now, oldest + 1000 + marginMs);
    this.#left.push(at);
    while (this.#left.length > most) this.#left.shift();
    if (at > now) await new Promise((done) => setTimeout(done, at - now));
  }

  #schedule(): void {
    if (this.#timer !== undefined) return;
    while (this.#next() !== undefined) {
      const waitMs = this.#free - this.now();
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.#wake(), waitMs);
        return;
      }
      this.#release();
    }
  }

  #wake(): void {
    this.#timer = undefined;
    this.#schedule();
  }

  #next(): Urgency | undefined {
    return urgencies.find((urgency) => this.#waiting[urgency].length > 0);
  }

  #release(): void {
    const urgency = this.#next();
    this.#free = Math.max(this.#free, this.now() - catchUpMs) + (1000 + marginMs) / this.perSecond();
    if (urgency !== undefined) this.#waiting[urgency].shift()?.();
  }
}
