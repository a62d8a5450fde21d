export type ChatButton = { readonly title: string; readonly payload?: string; readonly url?: string };
export type ChatCard = {
  readonly title: string;
  readonly subtitle?: string;
  readonly picture?: string;
  readonly buttons: readonly ChatButton[];
};

export type ChatMessage = {
  readonly id: string;
  readonly from: 'page' | 'learner';
  readonly at: number;
  readonly kind: string;
  readonly text: string;
  readonly metadata?: string;
  readonly quickReplies?: readonly ChatButton[];
  readonly buttons?: readonly ChatButton[];
  readonly cards?: readonly ChatCard[];
  readonly picture?: string;
  /** RESPONSE, UPDATE, UTILITY or a tag, as the sender said. */
  readonly why?: string;
};

export type MessengerLearner = {
  readonly id: string;
  readonly name: string;
  hasRole: boolean;
  /** A conversation exists; before, a link leads to Get Started. */
  started: boolean;
  blocked: boolean;
  stopped: boolean;
  /** What opened the window of 24 hours last. */
  lastAction: number | undefined;
  lastMessage: number | undefined;
  owner: 'bot' | 'inbox';
  received: number;
  /** Ends of recent sends to this person, for the limit per thread. */
  recentSends: readonly number[];
  optInToken?: string;
  /** Whoever signed in with the app has an id there. */
  appScopedId?: string;
  readonly messages: ChatMessage[];
};

const hour = 60 * 60_000;
export const windowMs = 24 * hour;
export const humanAgentMs = 7 * 24 * hour;

/** Everybody who ever met the page, by the id they have there. */
export class Learners {
  readonly #byId = new Map<string, MessengerLearner>();
  readonly #watchers = new Set<(learner: MessengerLearner) => void>();
  /** What the page said last, whomever it went to. */
  readonly latest: { readonly to: string; readonly message: ChatMessage }[] = [];

  constructor(private readonly keptMessages: number) {}

  watch(watcher: (learner: MessengerLearner) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  add(name?: string, id?: string): MessengerLearner {
    const number = this.#byId.size + 1;
    const learner: MessengerLearner = {
      id: id ?? `24${String(number).padStart(14, '0')}`,
      name: name ?? `Người học ${number}`,
      hasRole: false,
      started: false,
      blocked: false,
      stopped: false,
      lastAction: undefined,
      lastMessage: undefined,
      owner: 'bot',
      received: 0,
      recentSends: [],
      messages: [],
    };
    this.#byId.set(learner.id, learner);
    return learner;
  }

  find(id: string): MessengerLearner | undefined {
    return this.#byId.get(id);
  }

  get(id: string): MessengerLearner {
    const learner = this.#byId.get(id);
    if (learner === undefined) throw new Error(`nobody has the id ${id}`);
    return learner;
  }

  all(): Iterable<MessengerLearner> {
    return this.#byId.values();
  }

  get count(): number {
    return this.#byId.size;
  }

  keep(learner: MessengerLearner, message: ChatMessage): void {
    learner.messages.push(message);
    if (message.from === 'page') {
      learner.received += 1;
      this.latest.push({ to: learner.id, message });
      if (this.latest.length > 1000) this.latest.shift();
    }
    if (learner.messages.length > this.keptMessages) learner.messages.shift();
    for (const watcher of this.#watchers) watcher(learner);
  }

  /** A message, a tap, a link into the chat, a reaction: what opens the window anew. */
  act(learner: MessengerLearner, now: number): void {
    learner.started = true;
    learner.lastAction = now;
  }
}
