/** A status, or why there was none. */
export type CallOutcome = number | 'too late' | 'no connection' | 'unsubscribed' | 'lost';

const kept = 200_000;

/** What became of the webhook calls, and how long their answers took. */
export class CallTally {
  readonly #counts = new Map<CallOutcome, number>();
  readonly #times: number[] = [];
  retried = 0;

  note(outcome: CallOutcome, ms: number): CallOutcome {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
    if (typeof outcome === 'number' && this.#times.length < kept) this.#times.push(ms);
    return outcome;
  }

  of(outcome: CallOutcome): number {
    return this.#counts.get(outcome) ?? 0;
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  /** Real milliseconds within which this share of the answers came. */
  answeredWithinMs(share: number): number {
    const sorted = [...this.#times].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  }
}
