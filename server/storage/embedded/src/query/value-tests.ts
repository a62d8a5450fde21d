import { compare, equal } from '../bson/compare';
import { keyOf } from '../bson/key';
import { isNumber, numberOf, numericOf } from '../bson/numbers';
import { hasOperators, isNull, itemsOf, type Raw } from '../bson/raw';
import { BsonType, numberRank, typeName, typeRank, typesNamed } from '../bson/types';
import { badValue } from '../errors';
import { regexTest } from './regex';

export type ValueTest = (value: Raw | undefined) => boolean;

export function equals(wanted: Raw): ValueTest {
  if (wanted.type === BsonType.null) return isNull;
  const rank = typeRank(wanted.type);
  return (value) => value !== undefined && typeRank(value.type) === rank && equal(value, wanted);
}

const passes = {
  $gt: (order: number) => order > 0,
  $gte: (order: number) => order >= 0,
  $lt: (order: number) => order < 0,
  $lte: (order: number) => order <= 0,
} as const;

export type RangeOperator = keyof typeof passes;

export function isRangeOperator(name: string): name is RangeOperator {
  return Object.hasOwn(passes, name);
}

/** A range holds only for values of the bound's own kind: no date is less than a number. */
export function inRange(operator: RangeOperator, bound: Raw): ValueTest {
  const pass = passes[operator];
  if (bound.type === BsonType.regex) throw badValue("Can't have RegEx as arg to predicate over field");
  if (bound.type === BsonType.null) return (value) => isNull(value) && pass(0);
  if (bound.type === BsonType.minKey || bound.type === BsonType.maxKey)
    return (value) => value !== undefined && pass(compare(value, bound));
  const rank = typeRank(bound.type);
  if (rank === numberRank) return inNumberRange(pass, bound);
  return (value) => value !== undefined && typeRank(value.type) === rank && pass(compare(value, bound));
}

/** NaN is in no range but its own. */
function inNumberRange(pass: (order: number) => boolean, bound: Raw): ValueTest {
  const isNaNBound = Number.isNaN(numericOf(bound));
  return (value) => {
    if (value === undefined || !isNumber(value)) return false;
    const isNaNValue = Number.isNaN(numericOf(value));
    return isNaNBound === isNaNValue && pass(compare(value, bound));
  };
}

const shortList = 8;

export function isIn(list: Raw): ValueTest {
  if (list.type !== BsonType.array) throw badValue('$in needs an array');
  const items = itemsOf(list);
  if (items.some(hasOperators)) throw badValue('cannot nest $ under $in');
  const patterns = items.filter((item) => item.type === BsonType.regex).map((item) => regexTest(item));
  const plain = items.filter((item) => item.type !== BsonType.regex);
  const known = plain.length > shortList && !plain.some(holdsDecimal) ? new Set(plain.map(hashOf)) : undefined;
  const tests = plain.map(equals);
  return (value) => {
    if (patterns.some((test) => test(value))) return true;
    if (known === undefined || (value !== undefined && holdsDecimal(value))) return tests.some((test) => test(value));
    return known.has(hashOf(value));
  };
}

function holdsDecimal(value: Raw): boolean {
  return value.type === BsonType.decimal || value.type === BsonType.object || value.type === BsonType.array;
}

function hashOf(value: Raw | undefined): string {
  return keyOf(value).toString('latin1');
}

export function hasType(wanted: Raw): ValueTest {
  const list = wanted.type === BsonType.array ? itemsOf(wanted) : [wanted];
  const types = new Set(list.flatMap(typeBytes));
  return (value) => value !== undefined && types.has(value.type);
}

function typeBytes(wanted: Raw): readonly number[] {
  if (wanted.type === BsonType.string) {
    const name = wanted.bytes.toString('utf8', wanted.start + 4, wanted.end - 1);
    const types = typesNamed(name);
    if (types === undefined) throw badValue(`Unknown type name alias: ${name}`);
    return types;
  }
  const code = numberOf(wanted);
  const type = code === -1 ? BsonType.minKey : code;
  if (type === undefined || typeName(type) === 'missing') throw badValue(`Invalid numerical type code: ${code}`);
  return [type];
}

export function hasRemainder(argument: Raw): ValueTest {
  const parts = argument.type === BsonType.array ? itemsOf(argument).map(numberOf) : [];
  const [divisor, remainder] = parts.map((part) => (part === undefined ? undefined : Math.trunc(part)));
  if (parts.length !== 2 || divisor === undefined || remainder === undefined) throw badValue('malformed mod, needs two numbers');
  if (divisor === 0) throw badValue('divisor cannot be 0');
  return (value) => {
    if (value === undefined || !isNumber(value)) return false;
    const number = numericOf(value);
    if (typeof number === 'bigint') return number % BigInt(divisor) === BigInt(remainder);
    const whole = Math.trunc(typeof number === 'number' ? number : (numberOf(value) ?? Number.NaN));
    return Number.isFinite(whole) && whole % divisor === remainder + 0;
  };
}
