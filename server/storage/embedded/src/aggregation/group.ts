import { calculate } from '../bson/arithmetic';
import { compare } from '../bson/compare';
import { keyOf } from '../bson/key';
import { intValue, nullValue } from '../bson/make';
import { isNumber } from '../bson/numbers';
import { documentOf, fieldsOf, isNull, type Raw } from '../bson/raw';
import { BsonType } from '../bson/types';
import { BsonWriter } from '../bson/writer';
import { failedToParse, unsupported } from '../errors';
import { type Expression, expressionOf, orNull } from './expression';
import type { Stage } from './stage';

/** Takes in one value after another. */
interface Accumulator {
  readonly start: Raw | undefined;
  readonly next: (current: Raw | undefined, value: Raw | undefined) => Raw | undefined;
}

const one = intValue(1);

const accumulators: Readonly<Record<string, Accumulator>> = {
  $sum: {
    start: intValue(0),
    next: (sum, value) => (sum !== undefined && value !== undefined && isNumber(value) ? calculate('$inc', sum, value) : sum),
  },
  $count: { start: intValue(0), next: (sum) => calculate('$inc', orNull(sum), one) },
  $min: {
    start: undefined,
    next: (least, value) => (isNull(value) || (least !== undefined && compare(value, least) >= 0) ? least : value),
  },
  $max: { start: undefined, next: (most, value) => (isNull(value) || (most !== undefined && compare(value, most) <= 0) ? most : value) },
  $first: { start: undefined, next: (first, value) => first ?? orNull(value) },
};

interface Output {
  readonly name: string;
  readonly accumulator: Accumulator;
  readonly expression: Expression;
}

interface Group {
  readonly id: Raw;
  readonly values: (Raw | undefined)[];
}

export function groupStage(spec: Raw): Stage {
  if (spec.type !== BsonType.object) throw failedToParse("a group's fields must be specified in an object");
  const fields = fieldsOf(spec);
  const id = fields.find(({ name }) => name === '_id');
  if (id === undefined) throw failedToParse('a group specification must include an _id');
  const idOf = expressionOf(id.value);
  const outputs = fields.filter((field) => field !== id).map(({ name, value }) => outputOf(name, value));
  return function* (documents) {
    const groups = new Map<string, Group>();
    for (const document of documents) {
      if (document === undefined) yield undefined;
      else take(groups, document, { idOf, outputs });
    }
    for (const group of groups.values()) yield documentOf(encodeGroup(group, outputs));
  };
}

function outputOf(name: string, spec: Raw): Output {
  const [accumulation] = spec.type === BsonType.object ? fieldsOf(spec) : [];
  if (accumulation === undefined) throw failedToParse(`The field '${name}' must be an accumulator object`);
  const accumulator = Object.hasOwn(accumulators, accumulation.name) ? accumulators[accumulation.name] : undefined;
  if (accumulator === undefined) throw unsupported(`the accumulator ${accumulation.name}`);
  const expression = accumulation.name === '$count' ? () => undefined : expressionOf(accumulation.value);
  return { name, accumulator, expression };
}

interface Plan {
  readonly idOf: Expression;
  readonly outputs: readonly Output[];
}

function take(groups: Map<string, Group>, document: Raw, { idOf, outputs }: Plan): void {
  const id = idOf(document) ?? nullValue;
  const key = keyOf(id).toString('latin1');
  let group = groups.get(key);
  if (group === undefined) {
    group = { id, values: outputs.map(({ accumulator }) => accumulator.start) };
    groups.set(key, group);
  }
  for (const [at, { accumulator, expression }] of outputs.entries())
    group.values[at] = accumulator.next(group.values[at], expression(document));
}

function encodeGroup({ id, values }: Group, outputs: readonly Output[]): Buffer {
  const writer = new BsonWriter();
  const start = writer.open();
  writer.value('_id', id);
  for (const [at, { name }] of outputs.entries()) writer.value(name, orNull(values[at]));
  writer.close(start);
  return writer.done();
}
