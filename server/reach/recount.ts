import type { mongo } from 'mongoose';
import { writtenOf } from '../storage/written-of';
import { MatchedPeople } from './chains';
import { countedFields, type Ledgers, peopleIn } from './histories';
import type { Tally, TallyBatch, TallyDays } from './model';
import type { StoredRow } from './person-history';
import { addChain, addPerson, placeFields, type Scopes, settled, type TallyRow, type TallyRows } from './tally-rows';

/** `left`: rows another process was changing; the next run takes them. */
export type RecountReport = { readonly counted: number; readonly changed: number; readonly left: number };

/** A batch takes well under a second; one this old belongs to a process that is gone. */
export const presumedDeadMs = 60_000;

type Parts = {
  readonly ledgers: Ledgers;
  readonly tallies: mongo.Collection<Tally>;
  readonly batches: mongo.Collection<TallyBatch>;
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly holder: string;
  readonly now: () => Date;
};

type Known = Pick<Tally, '_id' | 'version' | 'days' | 'settled'>;

/** Which tallies to count: those of plans, or those that batches which are over have left in doubt. */
type Wanted = { readonly plans: readonly string[] } | 'in-doubt';

/** As many batches at once, of processes that only stood still, can be refused by one tally. */
const mostSettled = 32;

/**
 * Counts tallies again from the ledger while appends go on. The ledger is read once in the order of its people; whoever
 * is appended to meanwhile is set right at the end, in turn with the appends. A row that another process has written to
 * since is left alone: its version says so.
 */
export class Recounts {
  #running: Recount | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: Parts) {}

  changing(person: string, before: readonly StoredRow[]): void {
    this.#running?.changing(person, before);
  }

  wrote(tally: string): void {
    this.#running?.wrote(tally);
  }

  /** What interrupted batches left open: our own, which cannot be under way in our turn, and others older than `olderThanMs`. */
  interrupted(scopes: Scopes, olderThanMs: number): Promise<RecountReport> {
    return this.#run(scopes, 'in-doubt', this.#isOver(olderThanMs));
  }

  plans(scopes: Scopes, plan?: string): Promise<RecountReport> {
    const wanted = scopes.plans.filter(({ id }) => plan === undefined || id === plan);
    const plans = wanted.map(({ id }) => id);
    return this.#run({ ...scopes, plans: wanted }, { plans }, this.#isOver(presumedDeadMs));
  }

  #isOver(olderThanMs: number): (batch: TallyBatch) => boolean {
    const before = new Date(this.parts.now().getTime() - olderThanMs);
    return ({ holder, at }) => holder === this.parts.holder || at <= before;
  }

  #run(scopes: Scopes, wanted: Wanted, isOver: (batch: TallyBatch) => boolean): Promise<RecountReport> {
    const next = this.#queue.then(async () => {
      const recount = new Recount(this.parts, scopes, wanted);
      this.#running = recount;
      try {
        return await recount.run(isOver);
      } finally {
        this.#running = undefined;
      }
    });
    this.#queue = next.catch(() => undefined);
    return next;
  }
}

class Recount {
  readonly #rows: TallyRows = new Map();
  readonly #matched = new MatchedPeople();
  readonly #known = new Map<string, Known>();
  readonly #writes = new Map<string, number>();
  /** People appended to since the start, with what has been counted of them already. */
  readonly #changed = new Map<string, readonly StoredRow[]>();
  /** Batches that are over, by the tallies they left in doubt. */
  readonly #over = new Map<string, string[]>();
  #reached = { evidence: '', serviceWorker: '' };

  constructor(
    private readonly parts: Parts,
    private readonly scopes: Scopes,
    private readonly wanted: Wanted,
  ) {}

  changing(person: string, before: readonly StoredRow[]): void {
    if (this.#changed.has(person)) return;
    const apart = before[0]?.population === 'service-worker';
    const reached = apart ? this.#reached.serviceWorker : this.#reached.evidence;
    this.#changed.set(person, person <= reached ? before : []);
  }

  wrote(tally: string): void {
    this.#writes.set(tally, (this.#writes.get(tally) ?? 0) + 1);
  }

  async run(isOver: (batch: TallyBatch) => boolean): Promise<RecountReport> {
    const over = await this.parts.inTurn(() => this.#note(isOver));
    if (over.length === 0 && this.wanted === 'in-doubt') return { counted: 0, changed: 0, left: (await this.#busy(over)).size };
    await this.#read('evidence', this.parts.ledgers.evidence);
    await this.#read('serviceWorker', this.parts.ledgers.serviceWorker);
    return this.parts.inTurn(() => this.#finish(over));
  }

  /** Answers the batches that are over. */
  async #note(isOver: (batch: TallyBatch) => boolean): Promise<readonly string[]> {
    this.#writes.clear();
    this.#changed.clear();
    const over = (await this.parts.batches.find({}).toArray()).filter(isOver);
    for (const { _id, tallies } of over) {
      for (const tally of tallies) this.#over.set(tally, [...(this.#over.get(tally) ?? []), _id]);
    }
    const filter = this.wanted === 'in-doubt' ? { _id: { $in: [...this.#over.keys()] } } : { plan: { $in: [...this.wanted.plans] } };
    const found = this.parts.tallies.find<Known>(filter, { projection: { version: 1, days: 1, settled: 1 } });
    for await (const tally of found) this.#known.set(tally._id, tally);
    return over.map(({ _id }) => _id);
  }

  /**
   * The tallies of batches that may be under way. Looked for after the ledger was read: a batch that had rows in what was read is there
   * still, or it has written its tallies and their versions say so.
   */
  async #busy(over: readonly string[]): Promise<ReadonlySet<string>> {
    const open = await this.parts.batches.find({ _id: { $nin: [...over] } }).toArray();
    return new Set(open.flatMap(({ tallies }) => tallies));
  }

  async #read<T extends StoredRow>(name: 'evidence' | 'serviceWorker', rows: mongo.Collection<T>): Promise<void> {
    for await (const person of peopleIn(rows)) this.#count(name, person);
    this.#reached[name] = '\u{10ffff}';
  }

  #count(name: 'evidence' | 'serviceWorker', rows: readonly StoredRow[]): void {
    const person = rows[0]?.person;
    if (person === undefined) return;
    this.#reached[name] = person;
    if (!this.#changed.has(person)) this.#add(rows);
  }

  #add(rows: readonly StoredRow[]): void {
    if (!this.#matched.take(rows)) addPerson(this.#rows, rows, this.scopes, 1);
  }

  async #finish(over: readonly string[]): Promise<RecountReport> {
    const busy = await this.#busy(over);
    for (const [person, before] of this.#changed) if (!this.#matched.leave(person)) addPerson(this.#rows, before, this.scopes, -1);
    for (const rows of await this.#changedPeople()) this.#add(rows);
    for (const chain of this.#matched.chains()) addChain(this.#rows, chain, this.scopes, 1);

    const fresh = new Map(settled(this.#rows).map((row) => [row._id, row]));
    const wanted = this.wanted === 'in-doubt' ? new Set(this.#over.keys()) : new Set([...this.#known.keys(), ...fresh.keys()]);
    const free = [...wanted].filter((id) => !busy.has(id));
    const operations = free.flatMap((id) => this.#replacement(id, fresh.get(id)));
    const changed = await writtenOf(this.parts.tallies, operations);
    const left = wanted.size - free.length + operations.length - changed;
    if (left === 0 && this.wanted === 'in-doubt') await this.parts.batches.deleteMany({ _id: { $in: [...over] } });
    return { counted: wanted.size, changed, left };
  }

  async #changedPeople(): Promise<readonly (readonly StoredRow[])[]> {
    const people = [...this.#changed.keys()];
    if (people.length === 0) return [];
    const query = { person: { $in: people } };
    const [a, b] = await Promise.all([
      this.parts.ledgers.evidence.find<StoredRow>(query, { projection: countedFields }).toArray(),
      this.parts.ledgers.serviceWorker.find<StoredRow>(query, { projection: countedFields }).toArray(),
    ]);
    const byPerson = new Map<string, StoredRow[]>();
    for (const row of [...a, ...b]) byPerson.set(row.person, [...(byPerson.get(row.person) ?? []), row]);
    return [...byPerson.values()];
  }

  /** What a batch that is over still brings is refused from then on. */
  #replacement(id: string, fresh: TallyRow | undefined): mongo.AnyBulkWriteOperation<Tally>[] {
    const known = this.#known.get(id);
    const over = this.#over.get(id) ?? [];
    const writes = this.#writes.get(id) ?? 0;
    const days = fresh?.days ?? {};
    if (over.length === 0 && writes === 0 && sameDays(known?.days ?? {}, days)) return [];

    const newest = fresh?.newest === undefined ? {} : { newest: fresh.newest };
    const settled = over.length === 0 ? {} : { settled: [...(known?.settled ?? []), ...over].slice(-mostSettled) };
    const version = (known?.version ?? 0) + writes;
    const $set = { days, version: version + 1, ...newest, ...settled };
    if (version > 0) return [{ updateOne: { filter: { _id: id, version }, update: { $set } } }];
    if (fresh === undefined) return [];
    return [{ updateOne: { filter: { _id: id, version }, update: { $set, $setOnInsert: placeFields(fresh) }, upsert: true } }];
  }
}

function sameDays(a: TallyDays, b: TallyDays): boolean {
  return nonZero(a) === nonZero(b) && hasAll(a, b);
}

function nonZero(days: TallyDays): number {
  let count = 0;
  for (const changes of Object.values(days)) for (const delta of Object.values(changes)) if (delta !== 0) count += 1;
  return count;
}

function hasAll(a: TallyDays, b: TallyDays): boolean {
  return Object.entries(b).every(([day, changes]) => {
    const known: Readonly<Record<string, number>> = a[day] ?? {};
    return Object.entries(changes).every(([reading, delta]) => (known[reading] ?? 0) === delta);
  });
}
