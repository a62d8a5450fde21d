import type { mongo } from 'mongoose';
import type { StoredEvidence } from '../storage/collections/evidence';
import { countedFields, type Ledgers } from './histories';
import { isAboutMatch, type StoredRow } from './person-history';

export type Verdict = 'undecided' | 'same' | 'different';

/** All rows of one human, under however many pseudonyms staff say are theirs. */
type Human = readonly StoredRow[];

/** People who count together: one human, or several who may be one (`docs/design/reach.md` §4). */
export type Chain = readonly Human[];

/** What the newest row about each match says: rows of one person are numbered in the order they came. */
export function verdictsIn(rows: readonly StoredRow[]): ReadonlyMap<string, Verdict> {
  const newest = new Map<string, { readonly turn: number; readonly verdict: Verdict }>();
  for (const row of rows) {
    if (!('match' in row) || row.match === undefined || row.erased === true) continue;
    const known = newest.get(row.match);
    if (known === undefined || known.turn < row.turn) newest.set(row.match, { turn: row.turn, verdict: row.verdict ?? 'undecided' });
  }
  return new Map([...newest].map(([match, { verdict }]) => [match, verdict]));
}

/** Puts people together whose rows name a match of two; whoever is in none stands alone. */
export function chainsOf(people: ReadonlyMap<string, readonly StoredRow[]>): readonly Chain[] {
  const holders = holdersOf(people);
  if (holders.size === 0) return [...people.values()].map((rows) => [rows]);
  const humans = new Groups();
  const chains = new Groups();
  for (const named of holders.values()) {
    const [first, ...others] = [...named.keys()];
    for (const other of first === undefined ? [] : others) {
      chains.join(first ?? other, other);
      if ([...named.values()].every((verdict) => verdict === 'same')) humans.join(first ?? other, other);
    }
  }
  const found = new Map<string, Map<string, StoredRow[]>>();
  for (const [person, rows] of people) {
    const chain = found.get(chains.of(person)) ?? new Map<string, StoredRow[]>();
    found.set(chains.of(person), chain);
    chain.set(humans.of(person), [...(chain.get(humans.of(person)) ?? []), ...rows]);
  }
  return [...found.values()].map((chain) => [...chain.values()]);
}

function holdersOf(people: ReadonlyMap<string, readonly StoredRow[]>): ReadonlyMap<string, ReadonlyMap<string, Verdict>> {
  const holders = new Map<string, Map<string, Verdict>>();
  for (const [person, rows] of people) {
    for (const [match, verdict] of verdictsIn(rows)) {
      if (verdict === 'different') continue;
      const known = holders.get(match) ?? new Map<string, Verdict>();
      holders.set(match, known.set(person, verdict));
    }
  }
  return holders;
}

/** Which of many names lie together; each group goes by one of them. */
class Groups {
  readonly #above = new Map<string, string>();

  of(name: string): string {
    let top = name;
    for (let above = this.#above.get(top); above !== undefined; above = this.#above.get(top)) top = above;
    if (top !== name) this.#above.set(name, top);
    return top;
  }

  join(one: string, other: string): void {
    const [a, b] = [this.of(one), this.of(other)];
    if (a !== b) this.#above.set(b, a);
  }
}

/** People read one after the other who count together with others: kept until all are read. */
export class MatchedPeople {
  readonly #people = new Map<string, readonly StoredRow[]>();

  /** `false`: of nobody who was ever matched; they count by themselves. */
  take(rows: readonly StoredRow[]): boolean {
    const [first] = rows;
    if (first === undefined || !rows.some(isAboutMatch)) return false;
    this.#people.set(first.person, rows);
    return true;
  }

  leave(person: string): boolean {
    return this.#people.delete(person);
  }

  chains(): readonly Chain[] {
    return chainsOf(this.#people);
  }
}

/** Everybody who is or was matched with one of these, and with those in turn, by the name they have in the ledger. */
export async function matesOf(
  { evidence }: Ledgers,
  people: ReadonlyMap<string, readonly StoredRow[]>,
): Promise<ReadonlyMap<string, readonly StoredRow[]>> {
  const mates = new Map<string, StoredRow[]>();
  const asked = new Set<string>();
  for (let matches = matchesIn([...people.values()], asked); matches.length > 0; ) {
    const found = await evidence.distinct('person', { match: { $in: [...matches] } } as mongo.Filter<StoredEvidence>);
    const names = found.filter((person) => !people.has(person) && !mates.has(person));
    if (names.length === 0) break;
    const rows = await evidence.find<StoredEvidence>({ person: { $in: names } }, { projection: countedFields }).toArray();
    for (const row of rows) mates.set(row.person, [...(mates.get(row.person) ?? []), row]);
    matches = matchesIn([...mates.values()], asked);
  }
  return mates;
}

function matchesIn(people: readonly (readonly StoredRow[])[], asked: Set<string>): readonly string[] {
  const fresh = people.flatMap((rows) => rows.flatMap((row) => ('match' in row && row.match !== undefined ? [row.match] : [])));
  const left = [...new Set(fresh)].filter((match) => !asked.has(match));
  for (const match of left) asked.add(match);
  return left;
}
