export type Violation = { readonly rule: string; readonly at: number; readonly what: string; readonly learner?: string };

const kept = 1000;

/** Every contract rule a caller broke: counted for ever, the first thousand in full. */
export class Violations {
  readonly #counts = new Map<string, number>();
  readonly #list: Violation[] = [];

  add(violation: Violation): void {
    this.#counts.set(violation.rule, (this.#counts.get(violation.rule) ?? 0) + 1);
    if (this.#list.length < kept) this.#list.push(violation);
  }

  clear(): void {
    this.#counts.clear();
    this.#list.length = 0;
  }

  list(): readonly Violation[] {
    return this.#list;
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}
