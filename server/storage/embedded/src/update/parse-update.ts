import { fieldsOf, firstName, type Raw, textOf } from '../bson/raw';
import { BsonType } from '../bson/types';
import { CommandError, failedToParse, unsupported } from '../errors';

/** One operator on one path. */
export interface Step {
  readonly operator: string;
  readonly path: readonly string[];
  readonly argument: Raw;
}

export type Update = { readonly kind: 'replacement'; readonly document: Raw } | { readonly kind: 'steps'; readonly steps: readonly Step[] };

const operators = new Set([
  '$set',
  '$setOnInsert',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$rename',
  '$currentDate',
  '$push',
  '$addToSet',
  '$pop',
  '$pull',
  '$pullAll',
]);

export function parseUpdate(update: Raw | undefined): Update {
  if (update?.type === BsonType.array) throw unsupported('an update with an aggregation pipeline');
  if (update?.type !== BsonType.object) throw failedToParse('an update must be a document');
  if (!firstName(update).startsWith('$')) return { kind: 'replacement', document: replacement(update) };
  const steps = fieldsOf(update).flatMap(({ name, value }) => stepsOf(name, value));
  refuseConflicts(steps);
  return { kind: 'steps', steps: steps.sort((a, b) => comparePaths(a.path, b.path)) };
}

function replacement(document: Raw): Raw {
  const odd = fieldsOf(document).find(({ name }) => name.startsWith('$'));
  if (odd !== undefined)
    throw new CommandError('DollarPrefixedFieldName', `The dollar ($) prefixed field '${odd.name}' is not allowed in a replacement`);
  return document;
}

function stepsOf(operator: string, fields: Raw): Step[] {
  if (operator === '$bit') throw unsupported('$bit');
  if (!operators.has(operator))
    throw failedToParse(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`);
  if (fields.type !== BsonType.object) throw failedToParse(`Modifiers operate on fields but ${operator} was given something else`);
  return fieldsOf(fields).map(({ name, value }) => {
    if (operator === '$rename') pathParts(textOf(value) ?? '');
    return { operator, path: pathParts(name), argument: value };
  });
}

export function pathParts(path: string): readonly string[] {
  const parts = path.split('.');
  if (parts.includes(''))
    throw new CommandError('EmptyFieldName', `The update path '${path}' contains an empty field name, which is not allowed.`);
  return parts;
}

function refuseConflicts(steps: readonly Step[]): void {
  const known = new Set<string>();
  const paths = steps.flatMap(({ operator, path, argument }) =>
    operator === '$rename' ? [path, (textOf(argument) ?? '').split('.')] : [path],
  );
  for (const path of [...paths].sort((a, b) => a.length - b.length)) {
    const at = path.map((_, index) => path.slice(0, index + 1).join('.')).find((prefix) => known.has(prefix));
    const text = path.join('.');
    if (at !== undefined)
      throw new CommandError('ConflictingUpdateOperators', `Updating the path '${text}' would create a conflict at '${at}'`);
    known.add(text);
  }
}

/** Fields are created in the order of their names, positions in the order of their numbers. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (part !== other) return comparePart(part, other);
  }
  return a.length - b.length;
}

function comparePart(a: string, b: string): number {
  const numbers = [a, b].map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
  const difference = (numbers[0] ?? Number.NaN) - (numbers[1] ?? Number.NaN);
  if (!Number.isNaN(difference)) return difference;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
