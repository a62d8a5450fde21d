import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { lanes as laneCollection } from '../storage/collections/lanes';
import { insertNew } from '../storage/insert-new';
import { lanes } from './model';

/** A lease outlives its holder by this long; the holder renews it three times in that span. */
export const leaseMs = 15_000;

/** The lanes this process may run turns and send for, each with the term that fences an earlier holder. */
export class LaneLeases {
  #held: ReadonlyMap<number, number> = new Map();

  constructor(
    private readonly db: Connection,
    private readonly holder: string,
  ) {}

  /** Takes every lane that nobody holds, or that this very holder held before it was killed, and renews its own. */
  async take(now: Date): Promise<void> {
    const rows = native(laneCollection(this.db));
    const until = new Date(now.getTime() + leaseMs);
    await rows.updateMany({ holder: this.holder }, { $set: { until } });
    await rows.updateMany({ until: { $lt: now } }, { $set: { holder: this.holder, until }, $inc: { term: 1 } });
    const held = await rows.find({ holder: this.holder }).toArray();
    this.#held = new Map(held.map((lane) => [lane._id, lane.term]));
  }

  /** Makes the lanes of a new database, and starts a new term on those a killed process of this holder left behind. */
  async begin(now: Date): Promise<void> {
    const rows = native(laneCollection(this.db));
    const free = new Date(0);
    if ((await rows.countDocuments({})) < lanes) {
      const all = Array.from({ length: lanes }, (_, lane) => ({ _id: lane, holder: '', until: free, term: 0 }));
      await insertNew(rows, all);
    }
    await rows.updateMany({ holder: this.holder }, { $inc: { term: 1 } });
    await this.take(now);
  }

  /** Gives the lanes back, so that another process need not wait for the lease to end. */
  async release(): Promise<void> {
    this.#held = new Map();
    await native(laneCollection(this.db)).updateMany({ holder: this.holder }, { $set: { holder: '', until: new Date(0) } });
  }

  holds(lane: number): boolean {
    return this.#held.has(lane);
  }

  term(lane: number): number {
    return this.#held.get(lane) ?? -1;
  }

  get lanes(): readonly number[] {
    return [...this.#held.keys()];
  }
}
