import { learnerId } from '../contract.mjs';
import { FINISHED, MESSAGE, STATES, seededState } from '../quiz.mjs';
import { chatters } from './audience.mjs';

const says = { [FINISHED]: 'làm lại', [MESSAGE]: 'tiếp' };

/** People who answer questions at a pace of their own, whatever is sent to others; measured is how long each waits for the reply. */
export class Chat {
  #say;
  #people = new Map();
  #waits = [];
  #late = 0;
  #timer;

  constructor(say) {
    this.#say = say;
    for (let number = 0; number < chatters; number += 1)
      this.#people.set(learnerId(number), { state: seededState(number), saidAt: undefined });
  }

  get ids() {
    return [...this.#people.keys()];
  }

  begin(perSecond) {
    this.#waits = [];
    this.#late = 0;
    const began = performance.now();
    let said = 0;
    this.#timer = setInterval(() => {
      for (const due = ((performance.now() - began) / 1000) * perSecond; said < due; said += 1) this.#next();
    }, 5);
  }

  /** Waits of those who have their reply, in ms, ascending; `late`: how often nobody was free to speak. */
  end() {
    clearInterval(this.#timer);
    return { waits: this.#waits.toSorted((a, b) => a - b), late: this.#late };
  }

  /** Whether that was a reply to one of them. */
  heard(id) {
    const person = this.#people.get(id);
    if (person === undefined) return false;
    if (person.saidAt !== undefined) this.#waits.push(performance.now() - person.saidAt);
    person.saidAt = undefined;
    return true;
  }

  #next() {
    for (const [id, person] of this.#people) {
      if (person.saidAt !== undefined) continue;
      this.#people.delete(id); // to the end of the line
      this.#people.set(id, person);
      const text = says[person.state] ?? 'ABCD'[Math.floor(Math.random() * 4)];
      person.state = (person.state + 1) % STATES;
      person.saidAt = performance.now();
      void this.#say(id, text);
      return;
    }
    this.#late += 1;
  }
}
