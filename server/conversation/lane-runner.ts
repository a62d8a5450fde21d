import type { Draft } from './commit';
import type { ConversationCache } from './conversation-cache';
import type { AcceptedEvent, Conversation } from './model';

/** What the runner needs done; each is one function with a name elsewhere in this folder. */
export type LaneSteps = {
  /** Runs the turns of these events, each on the conversation as read; order of the result as given. */
  readonly draft: (jobs: readonly Job[]) => Promise<readonly Draft[]>;
  readonly commit: (drafts: readonly Draft[]) => Promise<readonly Draft[]>;
  /** Everything after the commit: fan-out and sends. Never rejects. `again`: a crash may have done part of it before. */
  readonly finish: (conversation: Conversation, again: boolean) => Promise<void>;
  readonly close: (event: AcceptedEvent) => void;
  /** Whether this process may still run turns in the conversation's lane. */
  readonly holds: (conversation: string) => boolean;
  /** How long a committed turn's event waited since it was taken. */
  readonly waited: (ms: number) => void;
  readonly failed: (error: unknown) => void;
};

export type Job = { readonly event: AcceptedEvent; readonly conversation: Conversation | undefined };

const mostPerTick = 256;
/** What somebody says is not kept waiting for long by what we would like to say. */
const mostDuePerTick = 32;
const retryMs = 500;

/** Runs turns: one event of each waiting conversation at a time, many conversations in one commit. */
export class LaneRunner {
  readonly #queues = new Map<string, AcceptedEvent[]>();
  readonly #ready = new Set<string>();
  /** Ready too, but nobody there waits for an answer. */
  readonly #unhurried = new Set<string>();
  readonly #takenAt = new WeakMap<AcceptedEvent, number>();
  #ticking = false;
  #stopping = false;

  constructor(
    private readonly cache: Pick<ConversationCache, 'get' | 'put' | 'forget'>,
    private readonly steps: LaneSteps,
  ) {}

  /** Takes events that are stored. One that is waiting already is not taken twice. */
  enqueue(events: readonly AcceptedEvent[]): void {
    const now = performance.now();
    for (const event of events) {
      this.#takenAt.set(event, now);
      const queue = this.#queues.get(event.conversation);
      if (queue === undefined) {
        this.#queues.set(event.conversation, [event]);
        this.#makeReady(event.conversation);
      } else if (!queue.some((waiting) => waiting.id === event.id)) {
        queue.push(event);
        if (this.#unhurried.delete(event.conversation)) this.#makeReady(event.conversation);
      }
    }
    this.#schedule();
  }

  /** Events taken and not yet dealt with. */
  get waiting(): number {
    let sum = 0;
    for (const queue of this.#queues.values()) sum += queue.length;
    return sum;
  }

  /** The conversations with an event that is taken and not yet dealt with. */
  get conversations(): Iterable<string> {
    return this.#queues.keys();
  }

  /** Finishes what is under way and begins nothing new; what waits stays in the inbox. */
  async stop(): Promise<void> {
    this.#stopping = true;
    while (this.#ticking || this.#queues.size > this.#ready.size + this.#unhurried.size) await new Promise((done) => setTimeout(done, 5));
  }

  #schedule(): void {
    if (this.#ticking || this.#stopping || this.#ready.size + this.#unhurried.size === 0) return;
    this.#ticking = true;
    setImmediate(() => void this.#tick());
  }

  async #tick(): Promise<void> {
    const ids = [...first(this.#ready, mostPerTick), ...first(this.#unhurried, mostDuePerTick)];
    try {
      await this.#run(ids.filter((id) => this.#isOurs(id)));
    } catch (error) {
      this.steps.failed(error);
      for (const id of ids) this.cache.forget(id);
      setTimeout(() => this.#again(ids), retryMs);
    }
    this.#ticking = false;
    this.#schedule();
  }

  /** What waits in a lane that was lost stays in the inbox, for whoever has the lane now. */
  #isOurs(id: string): boolean {
    const ours = this.steps.holds(id);
    if (!ours) this.#queues.delete(id);
    return ours;
  }

  async #run(ids: readonly string[]): Promise<void> {
    const known = await this.cache.get(ids);
    const jobs: Job[] = [];
    for (const id of ids) {
      const event = this.#queues.get(id)?.[0];
      const conversation = known.get(id);
      if (event === undefined) continue;
      if (conversation?.seen.includes(event.id)) this.#repeated(event, conversation);
      else jobs.push({ event, conversation });
    }
    if (jobs.length === 0) return;

    const drafts = await this.steps.draft(jobs);
    const written = new Set(await this.steps.commit(drafts));
    for (const [index, draft] of drafts.entries()) {
      if (written.has(draft)) this.#committed(draft.after, jobs[index]?.event);
      else this.#missed(draft.after._id);
    }
  }

  #committed(conversation: Conversation, event: AcceptedEvent | undefined): void {
    const takenAt = event === undefined ? undefined : this.#takenAt.get(event);
    if (takenAt !== undefined) this.steps.waited(performance.now() - takenAt);
    this.cache.put(conversation);
    void this.steps.finish(conversation, false).then(() => this.#next(conversation._id));
  }

  #missed(id: string): void {
    this.cache.forget(id);
    this.#again([id]);
  }

  /** A platform's repeat, or an event whose turn was committed just before a crash: then what followed is done once more. */
  #repeated(event: AcceptedEvent, conversation: Conversation): void {
    if (conversation.turn.event !== event.id) {
      this.#next(conversation._id);
      return;
    }
    void this.steps.finish(conversation, true).then(() => this.#next(conversation._id));
  }

  #next(id: string): void {
    const queue = this.#queues.get(id);
    const done = queue?.shift();
    if (done !== undefined) this.steps.close(done);
    if (queue === undefined || queue.length === 0) this.#queues.delete(id);
    else this.#makeReady(id);
    this.#schedule();
  }

  #again(ids: readonly string[]): void {
    for (const id of ids) if (this.#queues.has(id)) this.#makeReady(id);
    this.#schedule();
  }

  /** Somebody may speak behind what is due in the same conversation: that is hurried too. */
  #makeReady(id: string): void {
    const hurried = this.#queues.get(id)?.some(({ body }) => body.kind !== 'due') === true;
    (hurried ? this.#ready : this.#unhurried).add(id);
  }
}

/** Takes so many out. */
function first(ids: Set<string>, most: number): readonly string[] {
  const taken: string[] = [];
  for (const id of ids) {
    if (taken.length === most) break;
    taken.push(id);
    ids.delete(id);
  }
  return taken;
}
