import { fieldsOf, hasOperators, itemsOf, type Raw } from '../bson/raw';
import { BsonType } from '../bson/types';
import { badValue, unsupported } from '../errors';
import { fieldTest, type Test } from './field-test';

export interface Matcher {
  readonly test: Test;
  /** True when the filter is `{}`. */
  readonly matchesAll: boolean;
}

const refused = new Set(['$expr', '$where', '$text', '$jsonSchema', '$sampleRate', '$geoNear']);

export function matcherOf(filter: Raw | undefined): Matcher {
  const tests = filter === undefined ? [] : filterTests(filter);
  return { test: allOf(tests), matchesAll: tests.length === 0 };
}

export function matches(matcher: Matcher, document: Raw): boolean {
  return matcher.test(document, { index: -1 });
}

function filterTests(filter: Raw): Test[] {
  if (filter.type !== BsonType.object) throw badValue('a filter must be an object');
  return fieldsOf(filter).flatMap(({ name, value }) => {
    if (name === '$comment') return [];
    return name.startsWith('$') ? [logicalTest(name, value)] : fieldTests(name, value);
  });
}

export function fieldTests(name: string, condition: Raw): Test[] {
  const common = { path: name, filterTest };
  if (!hasOperators(condition))
    return [fieldTest({ ...common, operator: condition.type === BsonType.regex ? '$regex' : '$eq', argument: condition })];
  const operators = fieldsOf(condition);
  const options = operators.find((one) => one.name === '$options');
  if (options !== undefined && !operators.some((one) => one.name === '$regex')) throw badValue('$options needs a $regex');
  return operators
    .filter((one) => one.name !== '$options')
    .map(({ name: operator, value: argument }) => {
      if (operator === '$not') return not(name, argument);
      return fieldTest({ ...common, operator, argument, ...(options && { options: options.value }) });
    });
}

function filterTest(filter: Raw): Test {
  return allOf(filterTests(filter));
}

function not(path: string, condition: Raw): Test {
  if (condition.type !== BsonType.regex && !hasOperators(condition)) throw badValue('$not needs a regex or a document');
  const inner = allOf(fieldTests(path, condition));
  return (document) => !inner(document, { index: -1 });
}

function logicalTest(name: string, argument: Raw): Test {
  if (refused.has(name)) throw unsupported(name);
  if (name !== '$and' && name !== '$or' && name !== '$nor') throw badValue(`unknown top level operator: ${name}`);
  const branches = argument.type === BsonType.array ? itemsOf(argument) : [];
  if (branches.length === 0) throw badValue(`${name} must be a nonempty array`);
  const tests = branches.map(filterTest);
  if (name === '$and') return allOf(tests);
  if (name === '$or') return (document, hit) => tests.some((test) => test(document, hit));
  return (document) => !tests.some((test) => test(document, { index: -1 }));
}

function allOf(tests: readonly Test[]): Test {
  const [only] = tests;
  if (tests.length === 1 && only !== undefined) return only;
  return (document, hit) => {
    for (const test of tests) if (!test(document, hit)) return false;
    return true;
  };
}
