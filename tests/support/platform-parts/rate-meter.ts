const keptSeconds = 7200;

/** How many calls came in each second, and the most in any sliding second; with a limit, whether one more is allowed. */
export class RateMeter {
  readonly #perSecond = new Map<number, number>();
  #recent: number[] = [];
  #first = 0;
  peakPerSlidingSecond = 0;
  total = 0;

  count(now: number): void {
    this.total += 1;
    const second = Math.floor(now / 1000);
    this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + 1);
    if (this.#perSecond.size > keptSeconds) this.#forgetOldest();
    this.#recent.push(now);
    this.peakPerSlidingSecond = Math.max(this.peakPerSlidingSecond, this.#within(now));
  }

  /** How many in the second that ends now. */
  inLastSecond(now: number): number {
    return this.#within(now);
  }

  counts(): readonly { readonly second: number; readonly count: number }[] {
    return [...this.#perSecond].map(([second, count]) => ({ second, count }));
  }

  #within(now: number): number {
    while ((this.#recent[this.#first] ?? Number.POSITIVE_INFINITY) <= now - 1000) this.#first += 1;
    if (this.#first > 10_000) {
      this.#recent = this.#recent.slice(this.#first);
      this.#first = 0;
    }
    return this.#recent.length - this.#first;
  }

  #forgetOldest(): void {
    const oldest = this.#perSecond.keys().next().value;
    if (oldest !== undefined) this.#perSecond.delete(oldest);
  }
}

/** So many in any stretch of so long. Wider buckets need less memory and let go of a call a bucket later. */
export class WindowLimit {
  readonly #buckets = new Map<number, number>();
  #used = 0;

  constructor(
    private readonly lengthMs: number,
    public limit: number,
    private readonly bucketMs = 1,
  ) {}

  left(now: number): number {
    this.#forget(now);
    return Math.max(0, this.limit - this.#used);
  }

  /** `false` when it is used up. */
  take(now: number): boolean {
    if (this.left(now) === 0) return false;
    const bucket = Math.floor(now / this.bucketMs);
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
    this.#used += 1;
    return true;
  }

  #forget(now: number): void {
    for (const [bucket, count] of this.#buckets) {
      if ((bucket + 1) * this.bucketMs > now - this.lengthMs + 1) return;
      this.#buckets.delete(bucket);
      this.#used -= count;
    }
  }
}
