import { insertNew } from '../storage/insert-new';
import { chainsOf, matesOf } from './chains';
import { type Ledgers, ownerOf, readHistories } from './histories';
import { isServiceWorkerRow, type LedgerRow } from './model';
import type { StoredRow } from './person-history';
import { type BatchParts, beginBatch } from './tally-batch';
import { addChain, type Scopes, settled, type TallyRow, type TallyRows } from './tally-rows';

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
    const mates = await addMates(parts.ledgers, people);
    for (const [person, { before }] of people) parts.changing(person, before);

    const touched = changesOf(people, scopes);
    const batch = await beginBatch(parts, touched);
    const lost = await insert(parts.ledgers, people);
    const sure = lost.size === 0 ? touched : changesOf(without(people, lost), scopes);
    const added = await batch.add(planLast(sure));
    const alone = mates.size === 0 || (await stayedAlone(parts, scopes, { people, mates }));
    if (added && lost.size === 0 && alone) await batch.end();
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
function without(people: ReadonlyMap<string, Person>, lost: ReadonlySet<string>): ReadonlyMap<string, Person> {
  return new Map([...people].filter(([id]) => !lost.has(id)));
}

/** Those who count together with these people are counted anew with them. */
async function addMates(ledgers: Ledgers, people: Map<string, Person>): Promise<ReadonlySet<string>> {
  const mates = await matesOf(ledgers, new Map([...people].map(([id, { before, fresh }]) => [id, [...before, ...fresh]])));
  for (const [id, before] of mates) people.set(id, { before, fresh: [] });
  return new Set(mates.keys());
}

/**
 * Whether no other process wrote of those who count together with ours meanwhile. Both write before they look, so one of the two finds
 * out; it leaves a batch behind that names whatever either may have changed.
 */
async function stayedAlone(
  parts: AppendParts,
  scopes: Scopes,
  { people, mates }: { readonly people: ReadonlyMap<string, Person>; readonly mates: ReadonlySet<string> },
): Promise<boolean> {
  const ours = new Map([...people].map(([id, { before, fresh }]) => [id, [...before, ...fresh]]));
  const appended = new Map([...ours].filter(([id]) => !mates.has(id)));
  const now = new Map([...ours, ...(await matesOf(parts.ledgers, appended))]);
  const same = now.size === ours.size && [...now].every(([id, rows]) => rows.length === ours.get(id)?.length);
  if (same) return true;
  const each = [...now].map(([id, rows]) => new Map([[id, rows]]));
  const rows: TallyRows = new Map();
  for (const some of [now, ...each]) for (const chain of chainsOf(some)) addChain(rows, chain, scopes, 1);
  await beginBatch(parts, settled(rows));
  return false;
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

function changesOf(people: ReadonlyMap<string, Person>, scopes: Scopes): readonly TallyRow[] {
  const rows: TallyRows = new Map();
  const before = new Map([...people].map(([id, person]) => [id, person.before]));
  const after = new Map([...people].map(([id, person]) => [id, [...person.before, ...person.fresh]]));
  for (const chain of chainsOf(before)) addChain(rows, chain, scopes, -1);
  for (const chain of chainsOf(after)) addChain(rows, chain, scopes, 1);
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
