import { documentOf, type Raw } from '../bson/raw';
import type { Collection } from '../storage/catalog';
import type { Store } from '../storage/store';
import { candidates, type Search } from './candidates';
import { matcherOf } from './matcher';
import { type Plan, planFor } from './plan';
import { compareSorted, type Sort, sortValues } from './sort';

export interface Query {
  readonly filter: Raw | undefined;
  readonly sort: Sort;
  readonly skip: number;
  /** 0 for no limit. */
  readonly limit: number;
  /** Read the whole collection whatever indexes there are. */
  readonly natural?: boolean;
}

export interface Found {
  readonly document: Raw;
  /** Where in an array the filter was met, -1 when it met none. */
  readonly hit: number;
}

const pauseEvery = 256;

/** Documents that meet a query, in its order. `undefined` in between is a moment to let others run. */
export function* findDocuments(store: Store, collection: Collection, query: Query): Generator<Found | undefined> {
  const plan = queryPlan(collection, query);
  const inOrder = query.sort.length === 0 || (plan.kind === 'index' && plan.sorted);
  const wanted = inOrder && query.limit > 0 ? query.skip + query.limit : 0;
  const found = filtered(store, collection, { plan, wanted, filter: query.filter });
  const { shuffle } = store.strictness;
  if (!inOrder) yield* window(sorted(found, query), query);
  else if (query.sort.length === 0 && shuffle !== undefined) yield* window(shuffle([...found].filter(isFound)), query);
  else yield* window(found, query);
}

export function queryPlan(collection: Collection, { filter, sort, limit, natural }: Query): Plan {
  return natural === true ? { kind: 'scan' } : planFor(collection, { filter, sort, limited: limit > 0 });
}

export function isFound(found: Found | undefined): found is Found {
  return found !== undefined;
}

interface Source extends Search {
  readonly filter: Raw | undefined;
}

function* filtered(store: Store, collection: Collection, { filter, ...search }: Source): Generator<Found | undefined> {
  const { test } = matcherOf(filter);
  let examined = 0;
  for (const bytes of candidates(store, collection, search)) {
    if (++examined % pauseEvery === 0) yield undefined;
    const document = documentOf(bytes);
    const hit = { index: -1 };
    if (test(document, hit)) yield { document, hit: hit.index };
  }
}

function* window(found: Iterable<Found | undefined>, { skip, limit }: Query): Generator<Found | undefined> {
  let left = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  let skipped = 0;
  for (const one of found) {
    if (one === undefined) yield undefined;
    else if (skipped < skip) skipped++;
    else {
      yield one;
      if (--left <= 0) return;
    }
  }
}

interface Row {
  readonly found: Found;
  readonly values: readonly (Raw | undefined)[];
}

/** With a limit only the rows that can still be among the first are kept. */
function* sorted(found: Iterable<Found | undefined>, { sort, skip, limit }: Query): Generator<Found | undefined> {
  const keep = limit === 0 ? Number.POSITIVE_INFINITY : skip + limit;
  let rows: Row[] = [];
  for (const one of found) {
    if (one === undefined) {
      yield undefined;
      continue;
    }
    rows.push({ found: one, values: sortValues(one.document, sort) });
    if (rows.length > keep * 2 + 1000) rows = inOrder(rows, sort).slice(0, keep);
  }
  for (const row of inOrder(rows, sort)) yield row.found;
}

function inOrder(rows: Row[], sort: Sort): Row[] {
  return rows.sort((a, b) => compareSorted(a.values, b.values, sort));
}
