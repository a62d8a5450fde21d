/**
 * Group commit: what arrives while a write is under way goes into the next one, and each caller waits for the write that
 * holds its own items. A write that fails rejects exactly the callers whose items it held.
 */
export class Batch<T> {
  #items: T[] = [];
  #waiting: { readonly done: () => void; readonly failed: (error: unknown) => void }[] = [];
  #running = false;

  constructor(
    private readonly write: (items: readonly T[]) => Promise<void>,
    private readonly pauseMs = 0,
  ) {}

  add(items: readonly T[]): Promise<void> {
    return new Promise((done, failed) => {
      this.#items.push(...items);
      this.#waiting.push({ done, failed });
      this.#schedule();
    });
  }

  /** Resolves once nothing is waiting any more. */
  async drained(): Promise<void> {
    while (this.#running || this.#items.length > 0) await new Promise((done) => setTimeout(done, 5));
  }

  #schedule(): void {
    if (this.#running) return;
    this.#running = true;
    if (this.pauseMs > 0) setTimeout(() => void this.#flush(), this.pauseMs);
    else setImmediate(() => void this.#flush());
  }

  async #flush(): Promise<void> {
    const items = this.#items;
    const waiting = this.#waiting;
    this.#items = [];
    this.#waiting = [];
    try {
      await this.write(items);
      for (const one of waiting) one.done();
    } catch (error) {
      for (const one of waiting) one.failed(error);
    }
    this.#running = false;
    if (this.#items.length > 0) this.#schedule();
  }
}
