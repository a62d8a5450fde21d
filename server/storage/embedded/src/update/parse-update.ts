import { fieldsOf, firstName, type Raw, textOf } from '../bson/raw';
import { BsonType } from '../bson/types';
import { CommandError, failedToParse, unsupported } from '../errors';
import { isPosition } from './path-part';

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
  steps.sort((a, b) => comparePaths(a.path, b.path));
  refuseConflicts(steps);
  return { kind: 'steps', steps };
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

/** Sorted, a path stands right before what lies below it. */
function refuseConflicts(steps: readonly Step[]): void {
  const renamed = steps.filter(({ operator }) => operator === '$rename').map(({ argument }) => pathParts(textOf(argument) ?? ''));
  const paths = [...steps.map(({ path }) => path), ...renamed];
  if (renamed.length > 0) paths.sort(comparePaths);
  for (const [at, path] of paths.entries()) {
    const next = paths[at + 1];
    if (next === undefined || !path.every((part, depth) => part === next[depth])) continue;
    throw new CommandError(
      'ConflictingUpdateOperators',
      `Updating the path '${next.join('.')}' would create a conflict at '${path.join('.')}'`,
    );
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
  if (isPosition(a) && isPosition(b)) return Number(a) - Number(b);
  return a < b ? -1 : 1;
}
