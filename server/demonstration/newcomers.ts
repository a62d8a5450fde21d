import type { Connection } from 'mongoose';
import { conversationId } from '../conversation/accept-event';
import type { Keys } from '../keys';
import { type CodeOrder, createCodes } from '../organisations/create-codes';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import type { Slot } from './slots';

export type NewcomersDeps = { readonly db: Connection; readonly keys: Keys; readonly now: () => Date };

/** Somebody who has a code and has not said anything yet. */
export type Newcomer = { readonly slot: Slot; readonly sender: string; readonly code: string };

const prefix = 'demo-';
const yearMs = 365 * 24 * 3600 * 1000;
const idsPerRead = 1000;

/** Nobody's platform id looks like this. */
export function isSynthetic(sender: string): boolean {
  return sender.startsWith(prefix);
}

/** Who is to come, and the codes they come with: single-use ones drawn as they come, one for each group drawn once. */
export class Newcomers {
  readonly #groupCodes = new Map<string, Promise<string | undefined>>();

  constructor(private readonly deps: NewcomersDeps) {}

  /** Those of these people who have no conversation yet. */
  async missing(slots: readonly Slot[]): Promise<readonly Slot[]> {
    const rows = native(conversations(this.deps.db));
    const missing: Slot[] = [];
    for (let start = 0; start < slots.length; start += idsPerRead) {
      const some = slots.slice(start, start + idsPerRead).map((slot) => ({ slot, id: this.#conversationOf(slot) }));
      const query = { _id: { $in: some.map(({ id }) => id) } };
      const there = new Set<string>();
      for await (const { _id } of rows.find(query, { projection: { _id: 1 }, batchSize: idsPerRead })) there.add(_id);
      missing.push(...some.flatMap(({ slot, id }) => (there.has(id) ? [] : [slot])));
    }
    return missing;
  }

  async withCodes(slots: readonly Slot[]): Promise<readonly Newcomer[]> {
    const listed = slots.filter((slot) => slot.listed);
    const own = await this.#codes(listed.map((slot) => ({ group: placeOf(slot), singleUse: true, count: 1 })));
    const ownOf = new Map(listed.map((slot, index) => [slot, own[index]]));
    this.#drawGroupCodes(slots.flatMap((slot) => (slot.listed ? [] : [placeOf(slot)])));
    const found = slots.map(async (slot) => {
      const code = slot.listed ? ownOf.get(slot) : await this.#groupCodes.get(placeOf(slot));
      return code === undefined ? [] : [{ slot, sender: senderOf(slot), code }];
    });
    return (await Promise.all(found)).flat();
  }

  /** For those of these groups that have none yet, in one go. */
  #drawGroupCodes(groups: readonly string[]): void {
    const fresh = [...new Set(groups)].filter((group) => !this.#groupCodes.has(group));
    if (fresh.length === 0) return;
    const drawn = this.#codes(fresh.map((group) => ({ group, singleUse: false, count: 1 })));
    for (const [index, group] of fresh.entries())
      this.#groupCodes.set(
        group,
        drawn.then((codes) => codes[index]),
      );
  }

  async #codes(orders: readonly CodeOrder[]): Promise<readonly (string | undefined)[]> {
    const { db, keys, now } = this.deps;
    const at = now();
    const made = await createCodes(db, keys, orders, { expires: new Date(at.getTime() + yearMs), now: at });
    return made.map((codes) => codes?.[0]);
  }

  #conversationOf(slot: Slot): string {
    return conversationId(this.deps.keys, 'web', 'web', senderOf(slot));
  }
}

function senderOf({ number }: Slot): string {
  return `${prefix}${String(number).padStart(6, '0')}`;
}

/** An establishment group stands where others have their group. */
function placeOf({ group, organisation }: Slot): string {
  return organisation.kind === 'establishment-group' ? organisation.id : group.id;
}
