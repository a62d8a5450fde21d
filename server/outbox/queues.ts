/** Conversations with an open row: what is said there next queues behind it. */
export class Queues {
  /** How often a row was added: what came while the last one was being settled is not overlooked. */
  readonly #added = new Map<string, number>();

  has(conversation: string): boolean {
    return this.#added.has(conversation);
  }

  add(conversation: string): void {
    this.#added.set(conversation, this.added(conversation) + 1);
  }

  added(conversation: string): number {
    return this.#added.get(conversation) ?? 0;
  }

  /** Ends a queue to which nothing was added since `added` was read; without it, whatever was added. */
  end(conversation: string, added = this.added(conversation)): void {
    if (this.added(conversation) === added) this.#added.delete(conversation);
  }
}
