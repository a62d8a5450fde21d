import { lanes } from '../conversation/model';
import { marginMs, SlidingSecond } from './sliding-second';

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

/** A process that stood still for less than this makes up for it; longer, and what was not used is lost. */
const catchUpMs = 50;
/** Were more to have had their turn before there is room, they would go on after a pause, and stand between an answer and the platform. */
const mostLeaving = 2;

type Waiting = Readonly<Record<Urgency, (() => void)[]>>;

/**
 * The sends of one account: `turn` spaces them evenly and lets the urgent go first, `leave` keeps every sliding second within `perSecond`.
 * What a quiet second did not use is not carried over.
 */
export class SendRate {
  readonly #waiting: Waiting = { reply: [], reminder: [], campaign: [] };
  readonly #leaving: Waiting = { reply: [], reminder: [], campaign: [] };
  readonly #second: SlidingSecond;
  #free = 0;
  #turnTimer: NodeJS.Timeout | undefined;
  #leaveTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly perSecond: () => number,
    private readonly now: () => number,
  ) {
    this.#second = new SlidingSecond(perSecond, now);
  }

  /** Resolves when it is this caller's turn: the most urgent first, callers of one urgency in the order in which they asked. */
  turn(urgency: Urgency = 'reply'): Promise<void> {
    return new Promise((resolve) => {
      if (next(this.#waiting) === undefined) this.#free = Math.max(this.#free, this.now());
      this.#waiting[urgency].push(resolve);
      this.#giveTurns();
    });
  }

  /**
   * Makes a call that has had its turn as soon as the second has room, however late it comes there and is answered: what was held up
   * by the store or on its way must not fall into a second that others have filled meanwhile.
   */
  async leave<Answer>(call: () => Promise<Answer>, urgency: Urgency = 'reply'): Promise<Answer> {
    const answered = await new Promise<() => void>((resolve) => {
      this.#leaving[urgency].push(() => resolve(this.#second.take()));
      this.#letLeave();
    });
    try {
      return await call();
    } finally {
      answered();
      this.#letLeave();
    }
  }

  #letLeave(): void {
    clearTimeout(this.#leaveTimer);
    for (let urgency = next(this.#leaving); urgency !== undefined; urgency = next(this.#leaving)) {
      const roomInMs = this.#second.roomInMs();
      if (roomInMs > 0) {
        if (Number.isFinite(roomInMs)) this.#leaveTimer = setTimeout(() => this.#letLeave(), Math.ceil(roomInMs));
        break;
      }
      this.#leaving[urgency].shift()?.();
    }
    this.#giveTurns();
  }

  #giveTurns(): void {
    if (this.#turnTimer !== undefined) return;
    for (let urgency = next(this.#waiting); urgency !== undefined; urgency = next(this.#waiting)) {
      if (this.#isCrowded(urgency)) return;
      const waitMs = this.#free - this.now();
      if (waitMs > 0) {
        this.#turnTimer = setTimeout(() => this.#wake(), waitMs);
        return;
      }
      this.#free = Math.max(this.#free, this.now() - catchUpMs) + (1000 + marginMs) / this.perSecond();
      this.#waiting[urgency].shift()?.();
    }
  }

  #wake(): void {
    this.#turnTimer = undefined;
    this.#giveTurns();
  }

  #isCrowded(urgency: Urgency): boolean {
    const ahead = urgencies.slice(0, urgencies.indexOf(urgency) + 1).reduce((sum, one) => sum + this.#leaving[one].length, 0);
    return ahead >= mostLeaving;
  }
}

function next(waiting: Waiting): Urgency | undefined {
  return urgencies.find((urgency) => waiting[urgency].length > 0);
}
