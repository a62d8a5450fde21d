/** A button as the platform hands it to the phone. */
export type ChatButton = { readonly title: string; readonly type: string; readonly payload: string };

export type ChatMessage = {
  readonly id: string;
  readonly from: 'oa' | 'learner';
  readonly at: number;
  readonly kind: string;
  readonly text: string;
  readonly buttons?: readonly ChatButton[];
  readonly picture?: string;
  readonly rows?: readonly { readonly title: string; readonly subtitle?: string; readonly payload?: string; readonly url?: string }[];
  /** Đồng, when it was charged. */
  readonly price?: number;
};

export type ZaloLearner = {
  readonly id: string;
  readonly idByApp: string;
  readonly name: string;
  readonly phone: string;
  following: boolean;
  blocked: boolean;
  left: boolean;
  lastInteraction: number | undefined;
  lastOnline: number;
  freeUsed: number;
  greeted: number;
  received: number;
  chatted: boolean;
  /** What the account noted about the person; most have nothing. */
  notes?: { alias: string; externalId: string; shared: Readonly<Record<string, unknown>>; tags: Set<string> };
  readonly messages: ChatMessage[];
};

const hour = 60 * 60_000;
export const freeWindowMs = 48 * hour;
export const paidWindowMs = 7 * 24 * hour;
export const offlineMs = 45 * 24 * hour;

/** Everybody the platform knows, by an id that no number in JavaScript can hold. */
export class Learners {
  readonly #byId = new Map<string, ZaloLearner>();
  readonly #byPhone = new Map<string, ZaloLearner>();

  readonly #watchers = new Set<(learner: ZaloLearner) => void>();

  constructor(private readonly keptMessages: number) {}

  /** Tells whoever looks at a phone; the answer stops it. */
  watch(watcher: (learner: ZaloLearner) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  add(now: number, name?: string): ZaloLearner {
    const number = this.#byId.size + 1;
    const tail = String(number).padStart(18, '0');
    const learner: ZaloLearner = {
      id: `7${tail}`,
      idByApp: `8${tail}`,
      name: name ?? `Người học ${number}`,
      phone: `849${String(number).padStart(8, '0')}`,
      following: false,
      blocked: false,
      left: false,
      lastInteraction: undefined,
      lastOnline: now,
      freeUsed: 0,
      greeted: 0,
      received: 0,
      chatted: false,
      messages: [],
    };
    this.#byId.set(learner.id, learner);
    this.#byPhone.set(learner.phone, learner);
    return learner;
  }

  find(id: string): ZaloLearner | undefined {
    return this.#byId.get(id);
  }

  byPhone(phone: string): ZaloLearner | undefined {
    return this.#byPhone.get(phone);
  }

  get(id: string): ZaloLearner {
    const learner = this.#byId.get(id);
    if (learner === undefined) throw new Error(`nobody has the id ${id}`);
    return learner;
  }

  all(): Iterable<ZaloLearner> {
    return this.#byId.values();
  }

  get count(): number {
    return this.#byId.size;
  }

  keep(learner: ZaloLearner, message: ChatMessage): void {
    learner.messages.push(message);
    if (message.from === 'oa') learner.received += 1;
    if (learner.messages.length > this.keptMessages) learner.messages.shift();
    for (const watcher of this.#watchers) watcher(learner);
  }

  /** What the platform counts as an interaction opens the windows anew. */
  interact(learner: ZaloLearner, now: number): void {
    learner.freeUsed = 0;
    learner.lastInteraction = now;
    learner.lastOnline = now;
  }
}
