import { field, itemsOf, type Raw } from '../bson/raw';
import { BsonType } from '../bson/types';
import type { Collection, Index } from '../storage/catalog';
import { type Constraint, constraintsOf, isPresent } from './bounds';
import { type Interval, intervalsOf } from './intervals';
import { impliesPartial } from './partial';
import type { Sort } from './sort';

export interface IndexPlan {
  readonly kind: 'index';
  readonly index: Index;
  readonly intervals: readonly Interval[];
  /** Keys are whole: each leads to one document or none. */
  readonly points: boolean;
  /** Index order is the order asked for, read backwards when `reverse`. */
  readonly sorted: boolean;
  readonly reverse: boolean;
}

export type Plan = { readonly kind: 'scan' } | { readonly kind: 'union'; readonly plans: readonly IndexPlan[] } | IndexPlan;

export interface Question {
  readonly filter: Raw | undefined;
  readonly sort: Sort;
  readonly limited: boolean;
}

const orName = Buffer.from('$or');
const scan: Plan = { kind: 'scan' };

/** Chooses how to find the documents. Bounds may be wider than the filter, which is always checked again. */
export function planFor(collection: Collection, question: Question): Plan {
  const best = bestIndex(collection, question);
  if (best?.narrows === true) return best.plan;
  return unionFor(collection, question) ?? best?.plan ?? scan;
}

interface Candidate {
  readonly plan: IndexPlan;
  readonly score: number;
  /** Reads less than everything. */
  readonly narrows: boolean;
}

function bestIndex(collection: Collection, question: Question): Candidate | undefined {
  const constraints = constraintsOf(question.filter);
  let best: Candidate | undefined;
  for (const index of collection.indexes) {
    if (!isUsable(index, constraints)) continue;
    const candidate = candidateFor(index, constraints, question);
    if (candidate !== undefined && (best === undefined || candidate.score > best.score)) best = candidate;
    if (best?.plan.points === true) break;
  }
  return best;
}

/** An index that leaves documents out serves only filters that leave out the same ones. */
function isUsable(index: Index, constraints: ReadonlyMap<string, Constraint>): boolean {
  if (index.sparse && !index.key.some(([path]) => isPresent(constraints.get(path)))) return false;
  return index.partial === undefined || impliesPartial(index.partial, constraints);
}

function candidateFor(index: Index, constraints: ReadonlyMap<string, Constraint>, { sort, limited }: Question): Candidate | undefined {
  const bounds = intervalsOf(index, constraints);
  const direction = bounds.single ? sortDirection(index, { constraints, equal: bounds.equal, sort }) : undefined;
  const sorted = sort.length === 0 || direction !== undefined;
  const narrows = bounds.equal > 0 || bounds.ranges > 0;
  if (!narrows && (direction === undefined || sort.length === 0)) return undefined;
  const points = index.unique && bounds.equal === index.key.length;
  const bonus = sort.length > 0 && sorted ? (limited ? 12 : 3) : 0;
  const score = (points ? 1000 : 0) + bounds.equal * 10 + bounds.ranges * 4 - (bounds.single ? 0 : 1) + bonus;
  const plan = { kind: 'index', index, intervals: bounds.intervals, points, sorted, reverse: direction === -1 } as const;
  return { plan, score, narrows };
}

interface Order {
  readonly constraints: ReadonlyMap<string, Constraint>;
  /** How many leading fields are held to one value each. */
  readonly equal: number;
  readonly sort: Sort;
}

/** 1 or -1 when reading the index forwards or backwards gives the order, `undefined` when neither does. */
function sortDirection(index: Index, { constraints, equal, sort }: Order): 1 | -1 | undefined {
  if (index.throughArray.includes(true)) return undefined;
  const fixed = new Set(index.key.slice(0, equal).map(([path]) => path));
  const open = sort.filter(({ path }) => !(fixed.has(path.text) && constraints.get(path.text)?.points?.length === 1));
  let direction: 1 | -1 | undefined;
  for (const [at, { path, direction: wanted }] of open.entries()) {
    const part = index.key[equal + at];
    if (part?.[0] !== path.text) return undefined;
    const turn = part[1] === wanted ? 1 : -1;
    if (direction !== undefined && direction !== turn) return undefined;
    direction = turn;
  }
  return direction ?? 1;
}

/** `$or` over indexes: the union of what its branches find. */
function unionFor(collection: Collection, { filter }: Question): Plan | undefined {
  const or = filter === undefined ? undefined : field(filter, orName);
  if (or?.type !== BsonType.array) return undefined;
  const plans: IndexPlan[] = [];
  for (const branch of itemsOf(or)) {
    const best = bestIndex(collection, { filter: branch, sort: [], limited: false });
    if (best?.narrows !== true) return undefined;
    plans.push(best.plan);
  }
  return { kind: 'union', plans };
}
