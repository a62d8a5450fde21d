import { keyOf } from '../bson/key';
import { fieldsOf, hasOperators, isNull, itemsOf, type Raw, textOf } from '../bson/raw';
import { BsonType, typeRank } from '../bson/types';
import { CommandError } from '../errors';
import { literalPrefix, patternOf } from './regex';
import { truthOf } from './truth';
import { isRangeOperator, type RangeOperator } from './value-tests';

/** A limit of a range, as an ascending key. */
export interface Limit {
  readonly key: Buffer;
  readonly inclusive: boolean;
}

export interface Range {
  readonly low: Limit;
  readonly high: Limit;
}

/** What a filter says for certain about one path. It may say less than the filter, never more: documents are always re-checked. */
export interface Constraint {
  /** The path holds one of these values. */
  points?: readonly Raw[];
  readonly ranges: Range[];
  exists: boolean;
  /** The conditions as written, to recognise those of a partial index. */
  readonly written: { readonly operator: string; readonly argument: Raw }[];
}

/** For a longer list, reading everything is no slower. */
const mostPoints = 100_000;

export function constraintsOf(filter: Raw | undefined, found = new Map<string, Constraint>()): Map<string, Constraint> {
  for (const { name, value } of filter === undefined ? [] : fieldsOf(filter)) {
    if (name === '$and') for (const branch of itemsOf(value)) constraintsOf(branch, found);
    if (name.startsWith('$')) continue;
    const constraint = found.get(name) ?? { ranges: [], exists: false, written: [] };
    found.set(name, constraint);
    if (value.type === BsonType.regex) addPattern(constraint, value);
    else if (!hasOperators(value)) add(constraint, '$eq', value);
    else addOperators(constraint, value);
  }
  return found;
}

function addOperators(constraint: Constraint, condition: Raw): void {
  const operators = fieldsOf(condition);
  const options = textOf(operators.find(({ name }) => name === '$options')?.value);
  for (const { name, value } of operators) {
    if (name === '$regex') addPattern(constraint, value, options);
    else add(constraint, name, value);
  }
}

function add(constraint: Constraint, operator: string, argument: Raw): void {
  constraint.written.push({ operator, argument });
  if (operator === '$eq') narrow(constraint, [argument]);
  else if (operator === '$in') narrow(constraint, itemsOf(argument));
  else if (operator === '$exists' && truthOf(argument)) constraint.exists = true;
  else if (isRangeOperator(operator)) {
    const range = rangeOf(operator, argument);
    if (range !== undefined) constraint.ranges.push(range);
  }
}

/** The shorter of two lists of values is the better bound. */
function narrow(constraint: Constraint, points: readonly Raw[]): void {
  const usable =
    points.length <= mostPoints && points.every((point) => point.type !== BsonType.array && point.type !== BsonType.regex && hasKey(point));
  if (usable && (constraint.points === undefined || points.length < constraint.points.length)) constraint.points = points;
}

function rangeOf(operator: RangeOperator, bound: Raw): Range | undefined {
  const special: readonly number[] = [BsonType.array, BsonType.null, BsonType.minKey, BsonType.maxKey, BsonType.regex];
  if (special.includes(bound.type) || !hasKey(bound)) return undefined;
  const rank = typeRank(bound.type);
  const limit = { key: keyOf(bound), inclusive: operator === '$gte' || operator === '$lte' };
  const first = { key: Buffer.from([rank]), inclusive: true };
  const last = { key: Buffer.from([rank + 1]), inclusive: false };
  return operator === '$gt' || operator === '$gte' ? { low: limit, high: last } : { low: first, high: limit };
}

function addPattern(constraint: Constraint, value: Raw, options?: string): void {
  const prefix = literalPrefix(patternOf(value, options));
  if (prefix === undefined) return;
  const start = Buffer.concat([Buffer.from([typeRank(BsonType.string)]), Buffer.from(prefix)]);
  constraint.ranges.push({ low: { key: start, inclusive: true }, high: { key: start, inclusive: true } });
}

function hasKey(value: Raw): boolean {
  try {
    keyOf(value);
    return true;
  } catch (error) {
    if (error instanceof CommandError) return false;
    throw error;
  }
}

/** True when the path is certain to hold something other than null. */
export function isPresent(constraint: Constraint | undefined): boolean {
  if (constraint === undefined) return false;
  return constraint.exists || constraint.ranges.length > 0 || constraint.points?.every((point) => !isNull(point)) === true;
}
