import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import { fromRow } from './conversation-row';
import type { Conversation } from './model';

/** The lane's memory: the conversations used last, at most `most` of them; what is missing is read in one query. */
export class ConversationCache {
  readonly #kept = new Map<string, Conversation>();

  constructor(
    private readonly db: Connection,
    private readonly keys: Keys,
    private readonly most: number,
  ) {}

  async get(ids: readonly string[]): Promise<ReadonlyMap<string, Conversation>> {
    const found = new Map<string, Conversation>();
    const missing: string[] = [];
    for (const id of ids) {
      const kept = this.#kept.get(id);
      if (kept === undefined) missing.push(id);
      else found.set(id, kept);
    }
    return missing.length === 0 ? found : new Map([...found, ...(await this.fresh(missing))]);
  }

  /** As they are on disk now, whatever this process remembers. */
  async fresh(ids: readonly string[]): Promise<ReadonlyMap<string, Conversation>> {
    const found = new Map<string, Conversation>();
    if (ids.length === 0) return found;
    const rows = native(conversations(this.db)).find({ _id: { $in: [...ids] } }, { promoteBuffers: true });
    for (const row of await rows.toArray()) found.set(row._id, fromRow(this.keys, row));
    return found;
  }

  put(conversation: Conversation): void {
    this.#kept.delete(conversation._id);
    this.#kept.set(conversation._id, conversation);
    if (this.#kept.size <= this.most) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  forget(id: string): void {
    this.#kept.delete(id);
  }
}
