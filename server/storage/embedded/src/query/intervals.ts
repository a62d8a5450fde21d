import { KeyWriter } from '../bson/key';
import type { Index } from '../storage/catalog';
import type { Constraint, Limit, Range } from './bounds';

/** Keys from `start` (included) to `end` (excluded), prefix included. */
export interface Interval {
  readonly start: Buffer;
  readonly end: Buffer;
}

export interface Bounds {
  readonly intervals: readonly Interval[];
  /** How many leading fields are held to listed values. */
  readonly equal: number;
  /** 0 without a range on the next field, else 1 or 2 for one or two of its ends. */
  readonly ranges: number;
  /** One interval only: index order is kept. */
  readonly single: boolean;
}

/** Of lists multiplied by one another; one list alone is never longer than what was asked. */
const mostIntervals = 1000;
/** LMDB takes no longer key; a bound cut short only lets more through. */
const longestBound = 1976;
const after = Buffer.from([0xff]);
/** Also after a text that goes on, in a descending field, where its closing byte is 0xff. */
const afterAll = Buffer.from([0xff, 0xff]);
const writer = new KeyWriter();

/** The parts of an index that can hold what the constraints ask for. */
export function intervalsOf(index: Index, constraints: ReadonlyMap<string, Constraint>): Bounds {
  const { prefixes, equal } = equalPrefixes(index, constraints);
  const single = prefixes.length === 1;
  const part = index.key[equal];
  const ranges = part === undefined || !mayBind(index, equal) ? [] : (constraints.get(part[0])?.ranges ?? []);
  if (part === undefined || ranges.length === 0) return { intervals: prefixes.map(wholePrefix), equal, ranges: 0, single };
  const range = index.throughArray[equal] === true ? ranges[0] : ranges.reduce(intersect);
  if (range === undefined) return { intervals: prefixes.map(wholePrefix), equal, ranges: 0, single };
  return { intervals: prefixes.map((prefix) => within(prefix, range, part[1])), equal, ranges: Math.min(2, ranges.length), single };
}

function equalPrefixes(
  index: Index,
  constraints: ReadonlyMap<string, Constraint>,
): { readonly prefixes: readonly Buffer[]; readonly equal: number } {
  let prefixes: readonly Buffer[] = [index.prefix];
  let equal = 0;
  for (const [path, direction] of index.key) {
    const points = constraints.get(path)?.points;
    if (points === undefined || !mayBind(index, equal) || explodes(prefixes.length, points.length)) break;
    prefixes = prefixes.flatMap((prefix) => points.map((point) => writer.reset().append(prefix).add(point, direction).done()));
    equal++;
  }
  return { prefixes: distinct(prefixes), equal };
}

function explodes(prefixes: number, points: number): boolean {
  return Math.min(prefixes, points) > 1 && prefixes * points > mostIntervals;
}

/** Two fields of one array may be met by two of its elements, but an index entry holds fields of one element only. */
function mayBind(index: Index, at: number): boolean {
  return index.throughArray[at] !== true || !index.throughArray.slice(0, at).includes(true);
}

function distinct(prefixes: readonly Buffer[]): readonly Buffer[] {
  if (prefixes.length < 2) return prefixes;
  return [...new Map(prefixes.map((prefix) => [prefix.toString('latin1'), prefix])).values()];
}

function wholePrefix(prefix: Buffer): Interval {
  return { start: cut(prefix), end: Buffer.concat([cut(prefix), afterAll]) };
}

function intersect(a: Range, b: Range): Range {
  return { low: tighter(a.low, b.low, 1), high: tighter(a.high, b.high, -1) };
}

function tighter(a: Limit, b: Limit, side: 1 | -1): Limit {
  const order = Buffer.compare(a.key, b.key) * side;
  if (order === 0) return a.inclusive ? b : a;
  return order > 0 ? a : b;
}

/** In a descending field bytes are turned, so low and high change places. */
function within(prefix: Buffer, { low, high }: Range, direction: 1 | -1): Interval {
  const [first, last] = direction > 0 ? [low, high] : [turned(high), turned(low)];
  const start = Buffer.concat([prefix, first.key]);
  const end = Buffer.concat([prefix, last.key]);
  const startCut = start.length > longestBound;
  const endCut = end.length > longestBound;
  return {
    start: first.inclusive || startCut ? cut(start) : Buffer.concat([start, after]),
    end: last.inclusive || endCut ? Buffer.concat([cut(end), afterAll]) : end,
  };
}

function turned({ key, inclusive }: Limit): Limit {
  return { key: Buffer.from(key.map((byte) => ~byte)), inclusive };
}

function cut(bytes: Buffer): Buffer {
  return bytes.length > longestBound ? bytes.subarray(0, longestBound) : bytes;
}
