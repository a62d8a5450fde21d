import { lanes } from '../conversation/model';

/**
 * What a holder of so many lanes may send of an account's budget: all holders together stay within it without asking one another.
 * Whole sends a second, as a part of one would let two holders send their last one in the same second.
 */
export function shareOfRate(perSecond: number, lanesHeld: number): number {
  const share = (perSecond * Math.max(1, lanesHeld)) / lanes;
  return share < 1 ? share : Math.floor(share);
}

/**
 * Spaces the sends of one account evenly, so that no sliding second holds more than `perSecond`; what a quiet second did
 * not use is not carried over.
 */
export class SendRate {
  #slot = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly perSecond: () => number,
    private readonly now: () => number,
  ) {}

  /** Resolves when it is this caller's turn; callers go in the order in which they asked. */
  turn(): Promise<void> {
    this.#last = this.#last.then(() => this.#next());
    return this.#last;
  }

  /** One waits at a time: were all slots given out beforehand, those that a busy process missed would be used all at once. */
  async #next(): Promise<void> {
    const at = Math.max(this.#slot, this.now());
    this.#slot = at + 1000 / this.perSecond();
    const waitMs = at - this.now();
    if (waitMs >= 1) await new Promise((done) => setTimeout(done, waitMs));
  }
}
