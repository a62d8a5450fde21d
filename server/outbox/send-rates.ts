/**
 * Spaces the sends of one account evenly, so that no sliding second holds more than `perSecond`; what a quiet second did
 * not use is not carried over.
 */
export class SendRate {
  #free = 0;
  readonly #intervalMs: number;

  constructor(
    perSecond: number,
    private readonly now: () => number,
  ) {
    this.#intervalMs = 1000 / perSecond;
  }

  /** Resolves when it is this caller's turn; callers go in the order in which they asked. */
  async turn(): Promise<void> {
    const at = Math.max(this.#free, this.now());
    this.#free = at + this.#intervalMs;
    const waitMs = at - this.now();
    if (waitMs >= 1) await new Promise((done) => setTimeout(done, waitMs));
  }
}
