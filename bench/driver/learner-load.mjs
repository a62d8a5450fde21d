import { STATES, seededState } from '../quiz.mjs';
import { openConnection } from './connection.mjs';
import { sorted } from './statistics.mjs';

const drainMs = 5000;
const tickMs = 1;

/**
 * Learners of one bot: every connection carries one event at a time and is free again when the event was acknowledged
 * and its reply has arrived at the Send API. A learner never has two events under way, so that states can be checked.
 */
export class LearnerLoad {
  faults = { refused: 0, outOfOrder: 0, unanswered: 0, unexpected: 0 };
  #states;
  #waiting = new Map(); // learner -> the connection whose event they sent
  #window;
  #connections;
  #supply;

  constructor({ port, sendApi, supply, learners, connections = 64 }) {
    this.#supply = supply;
    this.#states = Uint8Array.from({ length: learners }, (_, learner) => seededState(learner));
    this.#connections = Array.from({ length: connections }, () =>
      openConnection({
        port,
        onOpen: (connection) => this.#goOn(connection),
        onAnswer: (connection, status) => this.#acknowledged(connection, status),
        onLost: (connection) => this.#lost(connection),
      }),
    );
    sendApi.onReply = (learner, state) => this.#replied(learner, state);
  }

  /** Every connection sends its next event as soon as the last one is done, for `ms`, then all are waited for. */
  closedLoop(ms) {
    return this.#run(ms, () => performance.now());
  }

  /** `rate` events a second whatever the bot does: latency counts from the moment an event was due. */
  async fixedRate(rate, ms) {
    const due = [];
    const start = performance.now();
    let planned = 0;
    const ticking = setInterval(() => {
      for (; planned < ((performance.now() - start) * rate) / 1000; planned += 1) due.push(start + (planned * 1000) / rate);
      for (const connection of this.#connections) this.#goOn(connection);
    }, tickMs);
    return this.#run(
      ms,
      () => due.shift(),
      () => clearInterval(ticking),
    );
  }

  /** Before a slice: a server closes lines that idled while others had their turn, and an event sent just then is lost. */
  async renewConnections() {
    await Promise.all(this.#connections.map((connection) => connection.renew()));
  }

  close() {
    for (const connection of this.#connections) connection.close();
  }

  async #run(ms, nextDue, atStop = () => {}) {
    const window = { nextDue, open: true, acks: [], replies: [], done: 0, startedAt: performance.now(), lastAt: performance.now() };
    const drained = new Promise((resolve) => {
      window.whenDrained = resolve;
    });
    this.#window = window;
    for (const connection of this.#connections) this.#goOn(connection);

    await pause(ms);
    atStop();
    window.open = false;
    this.#checkDrained();
    await Promise.race([drained, pause(drainMs)]);
    this.#giveUp();
    this.#window = undefined;
    return {
      done: window.done,
      perSecond: (window.done * 1000) / (window.lastAt - window.startedAt),
      acks: sorted(window.acks),
      replies: sorted(window.replies),
    };
  }

  #goOn(connection) {
    if (!this.#window?.open || connection.event !== undefined || !connection.isOpen()) return;
    const due = this.#window.nextDue();
    if (due === undefined) return;

    const { learner, request } = this.#supply.next((one) => this.#waiting.has(one));
    connection.event = { learner, due, acknowledged: false, replied: false };
    this.#waiting.set(learner, connection);
    connection.write(request);
  }

  #acknowledged(connection, status) {
    if (connection.event === undefined && this.#window === undefined) return; // a server's 408 on a line that idles between slices
    if (status < 200 || status > 299) this.faults.refused += 1;
    const { event } = connection;
    if (event === undefined || event.acknowledged) {
      this.faults.unexpected += 1;
      return;
    }
    event.acknowledged = true;
    this.#window?.acks.push(performance.now() - event.due);
    this.#finishIfDone(connection);
  }

  #replied(learner, state) {
    const connection = this.#waiting.get(learner);
    if (connection === undefined || connection.event.replied) {
      this.faults.unexpected += 1;
      return;
    }
    if (state !== (this.#states[learner] + 1) % STATES) this.faults.outOfOrder += 1;
    this.#states[learner] = state;
    connection.event.replied = true;
    this.#window?.replies.push(performance.now() - connection.event.due);
    this.#finishIfDone(connection);
  }

  #finishIfDone(connection) {
    const { event } = connection;
    if (!event.acknowledged || !event.replied) return;
    this.#free(connection);
    if (this.#window === undefined) return;

    this.#window.done += 1;
    this.#window.lastAt = performance.now();
    this.#goOn(connection);
    this.#checkDrained();
  }

  #lost(connection) {
    if (connection.event === undefined) return;
    this.faults.unanswered += 1;
    this.#free(connection);
    this.#checkDrained();
  }

  #free(connection) {
    this.#waiting.delete(connection.event.learner);
    connection.event = undefined;
  }

  #checkDrained() {
    if (this.#window?.open === false && this.#waiting.size === 0) this.#window.whenDrained();
  }

  #giveUp() {
    for (const connection of this.#waiting.values()) connection.drop();
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
