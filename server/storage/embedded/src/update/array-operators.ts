import { compare, equal } from '../bson/compare';
import { numberOf } from '../bson/numbers';
import { documentOf, field, fieldsOf, hasOperators, itemsOf, type Raw } from '../bson/raw';
import { ArrayNode, type DocumentNode, type Node, opened, rawOf } from '../bson/tree';
import { BsonType, typeName } from '../bson/types';
import { BsonWriter } from '../bson/writer';
import { badValue, CommandError, failedToParse, unsupported } from '../errors';
import { fieldTests, matcherOf, matches } from '../query/matcher';
import { compareSorted, sortOf, sortValues } from '../query/sort';
import { locate, type Place, read, write } from './locate';
import type { Step } from './parse-update';

const eachName = Buffer.from('$each');

export function changeArray(document: DocumentNode, step: Step): void {
  const creates = step.operator === '$push' || step.operator === '$addToSet';
  const place = locate(document, step.path, creates);
  if (place === undefined) return;
  const items = itemsAt(place, step);
  if (items === undefined && !creates) return;
  write(place, new ArrayNode(nextItems(items ?? [], step)));
}

function itemsAt(place: Place, { operator, path }: Step): readonly Node[] | undefined {
  const node = read(place);
  if (node === undefined) return undefined;
  const array = opened(node);
  if (array instanceof ArrayNode) return array.items;
  const code = operator === '$pop' ? 'TypeMismatch' : 'BadValue';
  throw new CommandError(code, `${operator} needs an array: the field '${path.join('.')}' is of type ${typeName(rawOf(node).type)}`);
}

function nextItems(items: readonly Node[], { operator, argument }: Step): Node[] {
  switch (operator) {
    case '$push':
      return pushed(items, argument);
    case '$addToSet':
      return addedToSet(items, argument);
    case '$pop':
      return popped(items, argument);
    case '$pullAll':
      return pulledAll(items, argument);
    default:
      return pulled(items, argument);
  }
}

function pushed(items: readonly Node[], argument: Raw): Node[] {
  const each = eachOf(argument);
  if (each === undefined) return [...items, argument];
  const clauses = new Map(fieldsOf(argument).map(({ name, value }) => [name, value]));
  const odd = [...clauses.keys()].find((name) => !['$each', '$position', '$sort', '$slice'].includes(name));
  if (odd !== undefined) throw badValue(`Unrecognized clause in $push: ${odd}`);
  const position = wholeNumber(clauses.get('$position'), '$position');
  const joined = position === undefined ? [...items, ...each] : items.toSpliced(position, 0, ...each);
  const order = clauses.get('$sort');
  const sorted = order === undefined ? joined : sortItems(joined, order);
  const slice = wholeNumber(clauses.get('$slice'), '$slice');
  if (slice === undefined) return sorted;
  return slice === 0 ? [] : slice > 0 ? sorted.slice(0, slice) : sorted.slice(slice);
}

function eachOf(argument: Raw): readonly Raw[] | undefined {
  const each = argument.type === BsonType.object ? field(argument, eachName) : undefined;
  if (each === undefined) return undefined;
  if (each.type !== BsonType.array) throw badValue('The argument to $each must be an array');
  return itemsOf(each);
}

function wholeNumber(value: Raw | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  const number = numberOf(value);
  if (number === undefined || !Number.isInteger(number)) throw badValue(`The value for ${name} must be a whole number`);
  return number;
}

function sortItems(items: readonly Node[], order: Raw): Node[] {
  if (order.type !== BsonType.object) {
    const direction = numberOf(order);
    if (direction !== 1 && direction !== -1) throw badValue('The $sort is invalid: use 1/-1, or {field: 1/-1} to sort embedded fields');
    return [...items].sort((a, b) => compare(rawOf(a), rawOf(b)) * direction);
  }
  const sort = sortOf(order);
  const rows = items.map((item) => ({ item, values: sortValues(asDocument(rawOf(item)), sort) }));
  return rows.sort((a, b) => compareSorted(a.values, b.values, sort)).map(({ item }) => item);
}

/** What is no document has none of the fields. */
function asDocument(item: Raw): Raw {
  return item.type === BsonType.object ? item : documentOf(Buffer.from([5, 0, 0, 0, 0]));
}

function addedToSet(items: readonly Node[], argument: Raw): Node[] {
  const next = [...items];
  for (const value of eachOf(argument) ?? [argument]) {
    if (!next.some((item) => equal(rawOf(item), value))) next.push(value);
  }
  return next;
}

function popped(items: readonly Node[], argument: Raw): Node[] {
  const side = numberOf(argument);
  if (side !== 1 && side !== -1) throw failedToParse('$pop expects 1 or -1');
  return side === 1 ? items.slice(0, -1) : items.slice(1);
}

function pulledAll(items: readonly Node[], argument: Raw): Node[] {
  if (argument.type !== BsonType.array) throw badValue('$pullAll requires an array argument');
  const gone = itemsOf(argument);
  return items.filter((item) => !gone.some((value) => equal(value, rawOf(item))));
}

/** A document is a filter for elements, operators are a condition on them, anything else is a value. */
function pulled(items: readonly Node[], argument: Raw): Node[] {
  if (argument.type === BsonType.regex || isCondition(argument)) {
    const tests = fieldTests('value', argument);
    return items.filter((item) => !tests.every((test) => test(wrapped(rawOf(item)), { index: -1 })));
  }
  if (argument.type !== BsonType.object) return items.filter((item) => !equal(argument, rawOf(item)));
  const matcher = matcherOf(argument);
  return items.filter((item) => {
    const raw = rawOf(item);
    return raw.type !== BsonType.object || !matches(matcher, raw);
  });
}

function isCondition(argument: Raw): boolean {
  const logical = hasOperators(argument) && ['$and', '$or', '$nor'].includes(fieldsOf(argument)[0]?.name ?? '');
  if (logical) throw unsupported('$and, $or or $nor at the top of a $pull');
  return hasOperators(argument);
}

function wrapped(item: Raw): Raw {
  const writer = new BsonWriter();
  const start = writer.open();
  writer.value('value', item);
  writer.close(start);
  return documentOf(writer.done());
}
