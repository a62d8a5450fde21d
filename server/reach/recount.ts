import { isDeepStrictEqual } from 'node:util';
import type { mongo } from 'mongoose';
import { countedFields, type Ledgers, peopleIn } from './histories';
import type { Tally, TallyDays } from './model';
import type { StoredRow } from './person-history';
import { addPerson, placeFields, type Scopes, settled, type TallyRow, type TallyRows, withoutZeros } from './tally-rows';

/** `left`: rows another process was changing; they keep their mark and the next run takes them. */
export type RecountReport = { readonly counted: number; readonly changed: number; readonly left: number };

/** A batch takes well under a second; one this old belongs to a process that is gone. */
export const presumedDeadMs = 60_000;

type Parts = {
  readonly ledgers: Ledgers;
  readonly tallies: mongo.Collection<Tally>;
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly holder: string;
  readonly now: () => Date;
};

type Known = Pick<Tally, '_id' | 'version' | 'open' | 'days' | 'plan'>;

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
    return this.#run(scopes, { open: { $gt: '' } }, this.#isOver(olderThanMs));
  }

  tallies(ids: readonly string[], scopes: Scopes): Promise<RecountReport> {
    return this.#run(scopes, { _id: { $in: [...ids] } }, this.#isOver(presumedDeadMs));
  }

  plans(scopes: Scopes, plan?: string): Promise<RecountReport> {
    const wanted = scopes.plans.filter(({ id }) => plan === undefined || id === plan);
    const filter = { plan: { $in: wanted.map(({ id }) => id) } };
    return this.#run({ ...scopes, plans: wanted }, filter, this.#isOver(presumedDeadMs), true);
  }

  #isOver(olderThanMs: number): (tally: Known) => boolean {
    const before = (this.parts.now().getTime() - olderThanMs).toString(36).padStart(9, '0');
    return ({ open }) => open.every((entry) => this.#isOurs(entry) || entry.slice(0, 9) <= before);
  }

  #isOurs(entry: string): boolean {
    return entry.split('.')[1] === this.parts.holder;
  }

  #run(scopes: Scopes, filter: mongo.Filter<Tally>, settles: (tally: Known) => boolean, all = false): Promise<RecountReport> {
    const next = this.#queue.then(async () => {
      const recount = new Recount(this.parts, scopes, all);
      this.#running = recount;
      try {
        return await recount.run(filter, settles);
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
  readonly #known = new Map<string, Known>();
  readonly #writes = new Map<string, number>();
  /** People appended to since the start, with what has been counted of them already. */
  readonly #changed = new Map<string, readonly StoredRow[]>();
  #reached = { evidence: '', serviceWorker: '' };
  #left = 0;

  constructor(
    private readonly parts: Parts,
    private readonly scopes: Scopes,
    private readonly all: boolean,
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

  async run(filter: mongo.Filter<Tally>, settles: (tally: Known) => boolean): Promise<RecountReport> {
    await this.parts.inTurn(() => this.#note(filter, settles));
    if (this.#known.size === 0 && !this.all) return { counted: 0, changed: 0, left: this.#left };
    await this.#read('evidence', this.parts.ledgers.evidence);
    await this.#read('serviceWorker', this.parts.ledgers.serviceWorker);
    return this.parts.inTurn(() => this.#finish());
  }

  async #note(filter: mongo.Filter<Tally>, settles: (tally: Known) => boolean): Promise<void> {
    this.#writes.clear();
    this.#changed.clear();
    const found = this.parts.tallies.find<Known>(filter, { projection: { version: 1, open: 1, days: 1, plan: 1 } });
    for await (const tally of found) {
      if (settles(tally)) this.#known.set(tally._id, tally);
      else this.#left += 1;
    }
  }

  async #read<T extends StoredRow>(name: 'evidence' | 'serviceWorker', rows: mongo.Collection<T>): Promise<void> {
    for await (const person of peopleIn(rows)) this.#count(name, person);
    this.#reached[name] = '\u{10ffff}';
  }

  #count(name: 'evidence' | 'serviceWorker', rows: readonly StoredRow[]): void {
    const person = rows[0]?.person;
    if (person === undefined) return;
    this.#reached[name] = person;
    if (!this.#changed.has(person)) addPerson(this.#rows, rows, this.scopes, 1);
  }

  async #finish(): Promise<RecountReport> {
    for (const before of this.#changed.values()) addPerson(this.#rows, before, this.scopes, -1);
    for (const rows of await this.#changedPeople()) addPerson(this.#rows, rows, this.scopes, 1);

    const fresh = new Map(settled(this.#rows).map((row) => [row._id, row]));
    const wanted = this.all ? new Set([...this.#known.keys(), ...fresh.keys()]) : new Set(this.#known.keys());
    const operations = [...wanted].flatMap((id) => this.#replacement(id, fresh.get(id)));
    const result = operations.length === 0 ? undefined : await this.parts.tallies.bulkWrite(operations, { ordered: false });
    const done = (result?.matchedCount ?? 0) + (result?.upsertedCount ?? 0);
    return { counted: wanted.size, changed: done, left: this.#left + operations.length - done };
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

  #replacement(id: string, fresh: TallyRow | undefined): mongo.AnyBulkWriteOperation<Tally>[] {
    const known = this.#known.get(id);
    const days = fresh?.days ?? {};
    const newest = fresh?.newest === undefined ? {} : { newest: fresh.newest };
    if (known === undefined) return fresh === undefined ? [] : this.#unseen(fresh);
    if (known.open.length === 0 && !this.#writes.has(id) && sameDays(known.days, days)) return [];

    const version = known.version + (this.#writes.get(id) ?? 0);
    return [{ updateOne: { filter: { _id: id, version }, update: { $set: { days, open: [], version: version + 1, ...newest } } } }];
  }

  /** A row that was not there at the start: our own appends made it since, and it is right, or nobody did. */
  #unseen(row: TallyRow): mongo.AnyBulkWriteOperation<Tally>[] {
    if (this.#writes.has(row._id)) return [];
    const { days, newest } = row;
    const $setOnInsert = { ...placeFields(row), days, open: [], version: 1, ...(newest === undefined ? {} : { newest }) };
    return [{ updateOne: { filter: { _id: row._id }, update: { $setOnInsert }, upsert: true } }];
  }
}

function sameDays(a: TallyDays, b: TallyDays): boolean {
  return isDeepStrictEqual(withoutZeros(a), withoutZeros(b));
}
