import { idOf } from './audience.mjs';

/** What came to the audience: how often to each, and when. */
export class SendLog {
  times = [];
  #received = new Map();

  note(id) {
    this.times.push(Date.now());
    this.#received.set(id, (this.#received.get(id) ?? 0) + 1);
  }

  state() {
    return { sent: this.times.length, firstAt: this.times[0], lastAt: this.times.at(-1) };
  }

  /** Of the first so many of the audience: whom nothing reached, and whom more than one message. */
  outcome(count) {
    const counts = Array.from({ length: count }, (_, index) => this.#received.get(idOf(index)) ?? 0);
    return { missed: counts.filter((times) => times === 0).length, twice: counts.filter((times) => times > 1).length };
  }
}
