import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { laneHolders } from '../storage/collections/lane-holders';
import { lanes as laneCollection } from '../storage/collections/lanes';
import { insertNew } from '../storage/insert-new';
import { lanesToLeave, shareOf } from './lane-shares';
import { lanes } from './model';

/** A lease outlives its holder by this long; the holder renews it three times in that span. */
export const leaseMs = 15_000;
const renewMs = leaseMs / 3 - 500; // a timer that comes a little early must not skip a renewal
/** A holder trusts its lease for this much less than the others do, as no two clocks agree. */
const skewMs = 1_000;

export type LeaseOptions = {
  /** Milliseconds of a clock that nobody can set, to know a lease that ended while the process stood still. */
  readonly elapsed?: () => number;
  /** Lanes with an event or a send under way: they are given to another holder only afterwards. */
  readonly busy?: () => ReadonlySet<number>;
  /** What must be known about lanes before the first turn is run in them. */
  readonly prepare?: (gained: readonly number[]) => Promise<void>;
};

/**
 * The lanes this process may run turns and send for, each with the term that fences an earlier holder. Every process that
 * looks at the leases announces itself, takes free lanes up to its share and leaves what is above it.
 */
export class LaneLeases {
  #held: ReadonlyMap<number, number> = new Map();
  #leaving: ReadonlySet<number> = new Set();
  #renewed: { readonly at: number; readonly trustedUntil: number } | undefined;
  #trustedUntil = 0;

  constructor(
    private readonly db: Connection,
    private readonly holder: string,
    private readonly options: LeaseOptions = {},
  ) {}

  /** Makes the lanes of a new database, and starts a new term on those that a killed process left behind. */
  async begin(now: Date, isGone: (holder: string) => boolean = (name) => name === this.holder): Promise<void> {
    const rows = native(laneCollection(this.db));
    const free = new Date(0);
    if ((await rows.countDocuments({})) < lanes) {
      const all = Array.from({ length: lanes }, (_, lane) => ({ _id: lane, holder: '', until: free, term: 0 }));
      await insertNew(rows, all);
    }
    const named = await rows.find({ holder: { $ne: '' } }).toArray();
    const gone = [...new Set(named.map((lane) => lane.holder))].filter(isGone);
    await rows.updateMany({ holder: { $in: gone } }, { $set: { holder: '', until: free } });
    await native(laneHolders(this.db)).deleteMany({ _id: { $in: gone } });
    await this.take(now);
  }

  /** Renews what is held and moves towards this holder's share: takes free lanes, or leaves some once nothing is under way in them. */
  async take(now: Date): Promise<void> {
    await this.#renew(now);
    const rows = native(laneCollection(this.db));
    const alive = await native(laneHolders(this.db))
      .find({ until: { $gte: now } })
      .toArray();
    const share = shareOf(
      alive.map((one) => one._id),
      this.holder,
    );
    const held = await rows.find({ holder: this.holder }).toArray();
    const busy = this.options.busy?.() ?? new Set();
    this.#leaving = lanesToLeave(
      held.map((lane) => lane._id),
      share,
      { leaving: this.#leaving, busy },
    );
    if (this.#leaving.size > 0) await this.#leave([...this.#leaving].filter((lane) => !busy.has(lane)));
    else await this.#takeFree(now, share - held.length);
    await this.#learn();
  }

  /** Gives the lanes back, so that another process need not wait for the lease to end. */
  async release(): Promise<void> {
    this.#held = new Map();
    await native(laneHolders(this.db)).deleteOne({ _id: this.holder });
    await native(laneCollection(this.db)).updateMany({ holder: this.holder }, { $set: { holder: '', until: new Date(0) } });
  }

  /** Whether what is under way in this lane may go on. */
  holds(lane: number): boolean {
    return this.#held.has(lane) && this.#elapsed() < this.#trustedUntil;
  }

  /** Whether something new may begin in this lane. */
  accepts(lane: number): boolean {
    return this.holds(lane) && !this.#leaving.has(lane);
  }

  term(lane: number): number {
    return this.#held.get(lane) ?? -1;
  }

  /** The lanes in which something new may begin. */
  get lanes(): readonly number[] {
    return [...this.#held.keys()].filter((lane) => this.accepts(lane));
  }

  async #renew(now: Date): Promise<void> {
    if (this.#renewed !== undefined && Math.abs(now.getTime() - this.#renewed.at) < renewMs) return;
    const asked = this.#elapsed();
    const until = new Date(now.getTime() + leaseMs);
    await native(laneHolders(this.db)).updateOne({ _id: this.holder }, { $set: { until } }, { upsert: true });
    await native(laneCollection(this.db)).updateMany({ holder: this.holder }, { $set: { until } });
    this.#renewed = { at: now.getTime(), trustedUntil: asked + leaseMs - skewMs };
  }

  async #leave(idle: readonly number[]): Promise<void> {
    if (idle.length === 0) return;
    this.#held = new Map([...this.#held].filter(([lane]) => !idle.includes(lane)));
    const mine = { _id: { $in: [...idle] }, holder: this.holder };
    await native(laneCollection(this.db)).updateMany(mine, { $set: { holder: '', until: new Date(0) } });
  }

  /** Another holder may be after the same lanes, so what was missed is looked for again until none is free. */
  async #takeFree(now: Date, wanted: number): Promise<void> {
    const rows = native(laneCollection(this.db));
    const until = new Date((this.#renewed?.at ?? now.getTime()) + leaseMs);
    for (let missing = wanted; missing > 0; ) {
      const free = await rows
        .find({ until: { $lt: now } })
        .limit(missing)
        .toArray();
      if (free.length === 0) return;
      const still = { _id: { $in: free.map((lane) => lane._id) }, until: { $lt: now } };
      missing -= (await rows.updateMany(still, { $set: { holder: this.holder, until }, $inc: { term: 1 } })).matchedCount;
    }
  }

  /** A renewed lease is trusted only with what is read after it: while this process stood still another may have taken lanes. */
  async #learn(): Promise<void> {
    const rows = await native(laneCollection(this.db)).find({ holder: this.holder }).toArray();
    const gained = rows.filter((lane) => this.#held.get(lane._id) !== lane.term);
    if (gained.length > 0) await this.options.prepare?.(gained.map((lane) => lane._id));
    this.#held = new Map(rows.map((lane) => [lane._id, lane.term]));
    this.#trustedUntil = this.#renewed?.trustedUntil ?? 0;
  }

  #elapsed(): number {
    return this.options.elapsed?.() ?? performance.now();
  }
}
