import type { mongo } from 'mongoose';
import { insertNew } from '../storage/insert-new';
import { type Ledgers, ownerOf, readHistories } from './histories';
import { isServiceWorkerRow, type LedgerRow, type Tally } from './model';
import type { StoredRow } from './person-history';
import { addPerson, beginning, ending, type Scopes, settled, type TallyRow, type TallyRows } from './tally-rows';

export type AppendParts = {
  readonly ledgers: Ledgers;
  readonly tallies: mongo.Collection<Tally>;
  /** Told of every person whose rows are about to change, with the rows there were. */
  readonly changing: (person: string, before: readonly StoredRow[]) => void;
  /** Told of every write to a tally. */
  readonly wrote: (tally: string) => void;
};

type Person = { readonly before: readonly StoredRow[]; readonly fresh: readonly StoredRow[] };

/**
 * Adds rows that are not there yet and what they change in the tallies: one read, then the three writes of
 * `docs/design/contracts.md` §6. Answers the tallies that must be counted again from the ledger, because another process
 * wrote of the same person in between; almost always none.
 */
export async function appendRows(parts: AppendParts, scopes: Scopes, open: string, rows: readonly LedgerRow[]): Promise<readonly string[]> {
  const again = new Set<string>();
  for (let waiting = unique(rows); waiting.length > 0; ) {
    const people = newRows(await readHistories(parts.ledgers, waiting), waiting);
    if (people.size === 0) break;
    for (const [person, { before }] of people) parts.changing(person, before);

    const touched = changesOf([...people.values()], scopes);
    await write(parts, touched, (row) => beginning(row, open));
    const lost = await insert(parts.ledgers, people);
    const sure = lost.size === 0 ? touched : certain(touched, people, lost, scopes, again);
    const ended = await write(parts, planLast(sure), (row) => ending(row, open));
    if (ended < sure.length) for (const row of sure) again.add(row._id);
    waiting =
      lost.size === 0
        ? []
        : await notThere(
            parts.ledgers,
            waiting.filter((row) => lost.has(ownerOf(row))),
          );
  }
  return [...again];
}

/** Every row that was begun is ended, without what the lost people would have changed: those rows are counted again. */
function certain(
  touched: readonly TallyRow[],
  people: ReadonlyMap<string, Person>,
  lost: ReadonlySet<string>,
  scopes: Scopes,
  again: Set<string>,
): readonly TallyRow[] {
  const some = (wanted: boolean) => [...people].flatMap(([id, person]) => (lost.has(id) === wanted ? [person] : []));
  for (const row of changesOf(some(true), scopes)) again.add(row._id);
  const sure = new Map(changesOf(some(false), scopes).map((row) => [row._id, row]));
  return touched.map((row) => sure.get(row._id) ?? { ...row, days: {}, newest: undefined });
}

/** Whoever sees the plan's own rows changed may then read the others (`tally-reader.ts`). */
function planLast(rows: readonly TallyRow[]): readonly TallyRow[] {
  const isPlan = ({ place }: TallyRow) => place.kind === 'plan';
  return [...rows.filter((row) => !isPlan(row)), ...rows.filter(isPlan)];
}

/** A row may be there under nobody's name: its person was erased, and it stays as it is. */
async function notThere(ledgers: Ledgers, rows: readonly LedgerRow[]): Promise<readonly LedgerRow[]> {
  const query = { _id: { $in: rows.map(({ _id }) => _id) } };
  const found = [ledgers.evidence.find(query, { projection: { _id: 1 } }), ledgers.serviceWorker.find(query, { projection: { _id: 1 } })];
  const there = new Set((await Promise.all(found.map((cursor) => cursor.toArray()))).flat().map(({ _id }) => _id));
  return rows.filter(({ _id }) => !there.has(_id));
}

function unique(rows: readonly LedgerRow[]): readonly LedgerRow[] {
  return [...new Map(rows.map((row) => [row._id, row])).values()];
}

/** The rows that are new, numbered on from those there are. */
function newRows(histories: ReadonlyMap<string, readonly StoredRow[]>, rows: readonly LedgerRow[]): Map<string, Person> {
  const people = new Map<string, { before: readonly StoredRow[]; fresh: StoredRow[]; next: number; known: Set<string> }>();
  for (const row of rows) {
    const owner = ownerOf(row);
    const person = people.get(owner) ?? startOf(histories.get(owner) ?? []);
    people.set(owner, person);
    if (person.known.has(row._id)) continue;
    person.fresh.push({ ...row, person: owner, turn: person.next, unsealed: true });
    person.next += 1;
  }
  return new Map([...people].filter(([, { fresh }]) => fresh.length > 0));
}

function startOf(before: readonly StoredRow[]) {
  const next = before.reduce((most, { turn }) => Math.max(most, turn), 0) + 1;
  return { before, fresh: [], next, known: new Set(before.map(({ _id }) => _id)) };
}

function changesOf(people: readonly Person[], scopes: Scopes): readonly TallyRow[] {
  const rows: TallyRows = new Map();
  for (const { before, fresh } of people) {
    addPerson(rows, before, scopes, -1);
    addPerson(rows, [...before, ...fresh], scopes, 1);
  }
  return settled(rows);
}

/** The people some of whose rows were not taken: their number had been given to another row meanwhile. */
async function insert(ledgers: Ledgers, people: ReadonlyMap<string, Person>): Promise<ReadonlySet<string>> {
  const fresh = [...people.values()].flatMap((person) => person.fresh);
  const general = fresh.flatMap((row) => (isServiceWorkerRow(row) ? [] : [row]));
  const apart = fresh.flatMap((row) => (isServiceWorkerRow(row) ? [row] : []));
  const [a, b] = await Promise.all([insertNew(ledgers.evidence, general), insertNew(ledgers.serviceWorker, apart)]);
  const missing = [...general.filter((row) => !a.has(row)), ...apart.filter((row) => !b.has(row))];
  return new Set(missing.map(({ person }) => person));
}

async function write(
  parts: AppendParts,
  rows: readonly TallyRow[],
  operation: (row: TallyRow) => mongo.AnyBulkWriteOperation<Tally>,
): Promise<number> {
  if (rows.length === 0) return 0;
  for (const row of rows) parts.wrote(row._id);
  const result = await parts.tallies.bulkWrite(rows.map(operation), { ordered: false });
  return result.matchedCount + result.upsertedCount;
}
