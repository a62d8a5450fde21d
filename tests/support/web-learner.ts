import { randomUUID } from 'node:crypto';

export type Said = {
  readonly cursor: number;
  readonly text: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
};

/** Longer than a server needs to be killed and started several times on a busy machine; a reply that is lost never comes. */
const patienceMs = 80_000;

/** A learner at the web chat's own API: opens a chat, says things, taps options and reads what comes back, in order. */
export class WebLearner {
  readonly said: Said[] = [];
  #cookie = '';
  #after = 0;
  #exchanges = 0;

  constructor(private readonly address: string) {}

  async open(): Promise<void> {
    for (;;) {
      const response = await this.#fetch('POST', 'session', {}).catch(() => undefined);
      if (response?.ok) return;
      if (response !== undefined && response.status < 500) throw new Error(`no session: ${response.status}`);
      await pause();
    }
  }

  /** Sends events until the server has stored them; the ids make a repeat harmless. */
  async post(events: readonly object[]): Promise<void> {
    for (;;) {
      const response = await this.#fetch('POST', 'events', { events }).catch(() => undefined);
      if (response?.ok) return;
      if (response !== undefined && response.status < 500) throw new Error(`refused: ${response.status} ${await response.text()}`);
      await pause();
    }
  }

  join(ref?: string): Promise<Said> {
    return this.#exchange({ kind: 'joined', ...(ref === undefined ? {} : { ref }) });
  }

  say(text: string): Promise<Said> {
    return this.#exchange({ kind: 'message', text });
  }

  /** Taps the option of the newest message whose label matches. */
  tap(label: RegExp | string): Promise<Said> {
    const option = this.last.options.find((one) => (typeof label === 'string' ? one.label === label : label.test(one.label)));
    if (option === undefined)
      throw new Error(`no option ${label} in: ${this.last.text} [${this.last.options.map((one) => one.label).join(' | ')}]`);
    return this.#exchange({ kind: 'message', text: option.label, value: option.value });
  }

  /** What proves whose chat it is, for requests that no page would make. */
  get cookie(): string {
    return this.#cookie;
  }

  get last(): Said {
    const last = this.said.at(-1);
    if (last === undefined) throw new Error('nothing was said yet');
    return last;
  }

  /** New replies, oldest first; those seen before never again. */
  async read(): Promise<readonly Said[]> {
    const response = await this.#fetch('GET', `replies?after=${this.#after}`).catch(() => undefined);
    if (!response?.ok) return [];
    const { replies, idle } = (await response.json()) as {
      idle?: true;
      replies: { cursor: number; payload: { text: string; options?: Said['options'] } }[];
    };
    if (idle) throw new Error('the chat was locked: nobody looked at it for ten minutes');
    const fresh = replies.map(({ cursor, payload }) => ({ cursor, text: payload.text, options: payload.options ?? [] }));
    this.said.push(...fresh);
    this.#after = fresh.at(-1)?.cursor ?? this.#after;
    return fresh;
  }

  async #exchange(event: object): Promise<Said> {
    if (++this.#exchanges % 5 === 0) await this.#isThere();
    await this.post([{ id: randomUUID(), at: Date.now(), ...event }]);
    const until = performance.now() + patienceMs;
    for (let tries = 0; performance.now() < until; tries++) {
      const fresh = await this.read();
      if (fresh.length > 0) return this.last;
      if (tries % 10 === 9) await this.#isThere();
      await new Promise((done) => setTimeout(done, Math.min(250, 20 + 10 * tries))); // sixty of them asking all the time would be the load
    }
    throw new Error('no reply came');
  }

  /** A page tells now and then that somebody is looking at it; a chat that nobody looks at is locked. */
  async #isThere(): Promise<void> {
    await this.#fetch('POST', 'session/activity', {}).catch(() => undefined);
  }

  async #fetch(method: string, path: string, body?: object): Promise<Response> {
    const headers = { cookie: this.#cookie, origin: this.address, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(`${this.address}/chat/api/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookies = response.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
    if (cookies.length > 0) this.#cookie = cookies.join('; ');
    return response;
  }
}

/** The other side may be down for a moment. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 50));
}
