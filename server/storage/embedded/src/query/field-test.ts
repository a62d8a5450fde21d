import { numberOf } from '../bson/numbers';
import { fieldsOf, hasOperators, itemsOf, Raw, textOf } from '../bson/raw';
import { BsonType } from '../bson/types';
import { badValue, unsupported } from '../errors';
import { type Hit, pathOf, someItem, someValue } from './path';
import { regexTest } from './regex';
import { truthOf } from './truth';
import { equals, hasRemainder, hasType, inRange, isIn, isRangeOperator, type ValueTest } from './value-tests';

/** Whether a document meets a filter. */
export type Test = (document: Raw, hit: Hit) => boolean;

export interface Condition {
  readonly path: string;
  readonly operator: string;
  readonly argument: Raw;
  /** `$options` of a `$regex`. */
  readonly options?: Raw;
  /** Compiles a filter inside an `$elemMatch`. */
  readonly filterTest: (filter: Raw) => Test;
}

const refused = /^\$(geo|near|bits|within|text|jsonSchema|expr|where)/;

/** One operator on one path. */
export function fieldTest(condition: Condition): Test {
  const { operator, argument } = condition;
  switch (operator) {
    case '$ne':
      return negated({ ...condition, operator: '$eq' });
    case '$nin':
      return negated({ ...condition, operator: '$in' });
    case '$exists':
      return truthOf(argument)
        ? whole(condition, (value) => value !== undefined)
        : negated({ ...condition, operator: '$exists', argument: yes });
    case '$size':
      return whole(condition, hasSize(argument));
    case '$all':
      return all(condition);
    case '$elemMatch':
      return elemMatch(condition);
    default:
      return elements(condition, valueTest(condition));
  }
}

const yes = new Raw(BsonType.boolean, Buffer.from([1]), 0, 1);

/** Tests of a single value, which an array's elements may also pass. */
export function valueTest({ operator, argument, options }: Condition): ValueTest {
  if (isRangeOperator(operator)) return inRange(operator, argument);
  switch (operator) {
    case '$eq':
      return equals(argument);
    case '$in':
      return isIn(argument);
    case '$type':
      return hasType(argument);
    case '$mod':
      return hasRemainder(argument);
    case '$regex':
      return regexTest(argument, textOf(options));
  }
  if (refused.test(operator)) throw unsupported(operator);
  throw badValue(`unknown operator: ${operator}`);
}

function elements({ path }: Condition, test: ValueTest): Test {
  const parsed = pathOf(path);
  return (document, hit) => someValue(document, { path: parsed, elements: true, test, hit });
}

function whole({ path }: Condition, test: ValueTest): Test {
  const parsed = pathOf(path);
  return (document, hit) => someValue(document, { path: parsed, elements: false, test, hit });
}

function negated(condition: Condition): Test {
  const test = fieldTest(condition);
  return (document) => !test(document, { index: -1 });
}

function hasSize(argument: Raw): ValueTest {
  const size = numberOf(argument);
  if (size === undefined || !Number.isInteger(size) || size < 0) throw badValue('$size needs a whole number that is not negative');
  return (value) => value?.type === BsonType.array && itemsOf(value).length === size;
}

function all(condition: Condition): Test {
  if (condition.argument.type !== BsonType.array) throw badValue('$all needs an array');
  const tests = itemsOf(condition.argument).map((item) => {
    const inner = hasOperators(item) ? fieldsOf(item) : [];
    const [first] = inner;
    if (first === undefined) return fieldTest({ ...condition, operator: item.type === BsonType.regex ? '$regex' : '$eq', argument: item });
    if (first.name !== '$elemMatch') throw badValue(`no ${first.name} expressions in $all`);
    return fieldTest({ ...condition, operator: '$elemMatch', argument: first.value });
  });
  return (document, hit) => tests.length > 0 && tests.every((test) => test(document, hit));
}

/** `{$elemMatch: {$gt: 1}}` looks at the element itself, `{$elemMatch: {a: 1}}` at its fields. */
function elemMatch(condition: Condition): Test {
  const { argument } = condition;
  if (argument.type !== BsonType.object) throw badValue('$elemMatch needs an Object');
  const [first] = fieldsOf(argument);
  const onElement = first?.name.startsWith('$') === true && !['$and', '$or', '$nor'].includes(first.name);
  const test = onElement ? elementTest(condition, argument) : objectTest(condition.filterTest(argument));
  const path = pathOf(condition.path);
  return (document, hit) => {
    const inner = { index: -1 };
    const found = someValue(document, { path, elements: false, test: (value) => isMatchingArray(value, inner, test), hit });
    if (found && hit.index < 0) hit.index = inner.index;
    return found;
  };
}

function isMatchingArray(value: Raw | undefined, hit: { index: number }, test: (item: Raw) => boolean): boolean {
  return value?.type === BsonType.array && someItem(itemsOf(value), hit, test);
}

function objectTest(test: Test): (item: Raw) => boolean {
  return (item) => (item.type === BsonType.object || item.type === BsonType.array) && test(asObject(item), { index: -1 });
}

/** An array read as a document whose field names are its positions, which is how BSON lays it out. */
function asObject(item: Raw): Raw {
  return new Raw(BsonType.object, item.bytes, item.start, item.end);
}

function elementTest(outer: Condition, argument: Raw): (item: Raw) => boolean {
  const tests = fieldsOf(argument)
    .filter(({ name }) => name !== '$options')
    .map(({ name: operator, value }) => elementOperator({ ...outer, operator, argument: value, ...optionsIn(argument) }));
  return (item) => tests.every((test) => test(item));
}

function optionsIn(argument: Raw): { readonly options?: Raw } {
  const options = fieldsOf(argument).find(({ name }) => name === '$options');
  return options === undefined ? {} : { options: options.value };
}

function elementOperator(condition: Condition): (item: Raw) => boolean {
  const { operator, argument } = condition;
  switch (operator) {
    case '$not': {
      const test = argument.type === BsonType.regex ? valueTest({ ...condition, operator: '$regex' }) : elementTest(condition, argument);
      return (item) => !test(item);
    }
    case '$ne':
      return inverse(valueTest({ ...condition, operator: '$eq' }));
    case '$nin':
      return inverse(valueTest({ ...condition, operator: '$in' }));
    case '$size':
      return hasSize(argument);
    case '$exists':
      return () => truthOf(argument);
    case '$all':
    case '$elemMatch':
      throw unsupported(`${operator} directly inside $elemMatch`);
    default:
      return valueTest(condition);
  }
}

function inverse(test: ValueTest): (item: Raw) => boolean {
  return (item) => !test(item);
}
