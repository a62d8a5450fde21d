import { insertNew } from '../storage/insert-new';
import { type Ledgers, ownerOf, readHistories } from './histories';
import { isServiceWorkerRow, type LedgerRow } from './model';
import type { StoredRow } from './person-history';
import { type BatchParts, beginBatch } from './tally-batch';
import { addPerson, type Scopes, settled, type TallyRow, type TallyRows } from './tally-rows';

export type AppendParts = BatchParts & {
  readonly ledgers: Ledgers;
  /** Told of every person whose rows are about to change, with the rows there were. */
  readonly changing: (person: string, before: readonly StoredRow[]) => void;
};

type Person = { readonly before: readonly StoredRow[]; readonly fresh: readonly StoredRow[] };

/**
 * Adds rows that are not there yet and what they change in the tallies: one read, then the four writes of
 * `docs/design/contracts.md` §6. `false`: another process wrote of the same person or tally in between, almost never; then a batch
 * stays behind, to be counted again.
 */
export async function appendRows(parts: AppendParts, scopes: Scopes, rows: readonly LedgerRow[]): Promise<boolean> {
  let whole = true;
  for (let waiting = unique(rows); waiting.length > 0; ) {
    const people = newRows(await readHistories(parts.ledgers, waiting), waiting);
    if (people.size === 0) break;
    for (const [person, { before }] of people) parts.changing(person, before);

    const touched = changesOf([...people.values()], scopes);
    const batch = await beginBatch(parts, touched);
    const lost = await insert(parts.ledgers, people);
    const sure = lost.size === 0 ? touched : changesOf(without(people, lost), scopes);
    const added = await batch.add(planLast(sure));
    if (added && lost.size === 0) await batch.end();
    else whole = false;
    waiting =
      lost.size === 0
        ? []
        : await notThere(
            parts.ledgers,
            waiting.filter((row) => lost.has(ownerOf(row))),
          );
  }
  return whole;
}

/** What the lost people would have changed is not certain. */
function without(people: ReadonlyMap<string, Person>, lost: ReadonlySet<string>): readonly Person[] {
  return [...people].flatMap(([id, person]) => (lost.has(id) ? [] : [person]));
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
