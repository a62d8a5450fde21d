import { badValue } from '../errors';
import type { Collection } from '../storage/catalog';
import type { Entry } from '../storage/database';
import type { Store } from '../storage/store';
import type { Interval } from './intervals';
import type { IndexPlan, Plan } from './plan';

const usualChunk = 32;
const largestChunk = 1024;

export interface Search {
  readonly plan: Plan;
  /** How many documents are likely to be enough; 0 when all of them are. */
  readonly wanted: number;
}

/** The documents a plan leads to. No LMDB cursor stays open between chunks, so writes may happen in between. */
export function* candidates(store: Store, collection: Collection, { plan, wanted }: Search): Generator<Buffer> {
  if (plan.kind === 'scan') {
    yield* scanned(store, collection);
    return;
  }
  const plans = plan.kind === 'union' ? plan.plans : [plan];
  const seen = plans.length > 1 || plans.some(mayRepeat) ? new Set<string>() : undefined;
  for (const one of plans) yield* one.points ? pointed(store, collection, one, seen) : ranged(store, collection, one, { seen, wanted });
}

function* scanned(store: Store, collection: Collection): Generator<Buffer> {
  const { largestScan } = store.strictness;
  let examined = 0;
  for (const bytes of store.records.documents(collection)) {
    if (++examined > largestScan)
      throw badValue(`a collection scan of ${collection.namespace} looked at more than ${largestScan} documents`);
    yield bytes;
  }
}

function mayRepeat({ index }: IndexPlan): boolean {
  return index.throughArray.includes(true);
}

type Seen = Set<string> | undefined;

function* pointed(store: Store, collection: Collection, { index, intervals }: IndexPlan, seen: Seen): Generator<Buffer> {
  for (const { start } of intervals) {
    const found = store.database.get(start);
    if (found === undefined) continue;
    const idKey = index.primary ? start.subarray(index.prefix.length) : found;
    if (isRepeated(seen, idKey)) continue;
    const bytes = index.primary ? found : store.records.get(collection, idKey);
    if (bytes !== undefined) yield bytes;
  }
}

interface Limits {
  readonly seen: Seen;
  readonly wanted: number;
}

function* ranged(
  store: Store,
  collection: Collection,
  { index, intervals, reverse }: IndexPlan,
  { seen, wanted }: Limits,
): Generator<Buffer> {
  const chunk = wanted === 0 ? usualChunk : Math.min(wanted + 1, largestChunk);
  for (const interval of reverse ? [...intervals].reverse() : intervals) {
    for (const { key, value } of entriesIn(store, interval, { reverse, chunk })) {
      const idKey = index.primary ? key.subarray(index.prefix.length) : value;
      if (isRepeated(seen, idKey)) continue;
      const bytes = index.primary ? value : store.records.get(collection, idKey);
      if (bytes !== undefined) yield bytes;
    }
  }
}

interface Reading {
  readonly reverse: boolean;
  /** Size of the first slice; later ones grow. */
  readonly chunk: number;
}

function* entriesIn(store: Store, { start, end }: Interval, { reverse, chunk }: Reading): Generator<Entry> {
  let from = start;
  let to = end;
  let after = false;
  for (let limit = chunk; ; limit = Math.min(limit * 4, largestChunk)) {
    const entries = store.database.slice({ start: from, end: to, limit, reverse, after });
    yield* entries;
    const last = entries.at(-1);
    if (last === undefined || entries.length < limit) return;
    if (reverse) to = last.key;
    else from = last.key;
    after = true;
  }
}

function isRepeated(seen: Seen, idKey: Buffer): boolean {
  if (seen === undefined) return false;
  const name = idKey.toString('latin1');
  if (seen.has(name)) return true;
  seen.add(name);
  return false;
}
