import { calculate } from '../bson/arithmetic';
import { compare } from '../bson/compare';
import { dateValue, intValue } from '../bson/make';
import { isNumber } from '../bson/numbers';
import { fieldsOf, type Raw, textOf } from '../bson/raw';
import { ArrayNode, type DocumentNode, type Node, rawOf } from '../bson/tree';
import { BsonType } from '../bson/types';
import { badValue, CommandError, unsupported } from '../errors';
import { erase, locate, read, write } from './locate';
import { pathParts, type Step } from './parse-update';

export function changeField(document: DocumentNode, step: Step, { now }: { readonly now: Date }): void {
  if (step.operator === '$unset') unset(document, step.path);
  else if (step.operator === '$rename') rename(document, step);
  else store(document, step.path, (current) => nextValue(step, current, now));
}

/** Writes what `next` makes of the current value; `undefined` leaves the document as it is. */
function store(document: DocumentNode, path: readonly string[], next: (current: Raw | undefined) => Raw | undefined): void {
  const place = locate(document, path, true);
  if (place === undefined) return;
  const current = read(place);
  const value = next(current === undefined ? undefined : rawOf(current));
  if (value !== undefined) write(place, value);
}

function nextValue({ operator, path, argument }: Step, current: Raw | undefined, now: Date): Raw | undefined {
  switch (operator) {
    case '$inc':
    case '$mul':
      return calculated({ operator, path, argument }, current);
    case '$min':
      return current === undefined || compare(argument, current) < 0 ? argument : undefined;
    case '$max':
      return current === undefined || compare(argument, current) > 0 ? argument : undefined;
    case '$currentDate':
      return currentDate(argument, now);
    default:
      return argument;
  }
}

function calculated({ operator, path, argument }: Step & { readonly operator: '$inc' | '$mul' }, current: Raw | undefined): Raw {
  const name = path.join('.');
  if (!isNumber(argument)) throw new CommandError('TypeMismatch', `Cannot apply ${operator} with a non-numeric argument to '${name}'`);
  if (current === undefined) return operator === '$inc' ? argument : calculate('$mul', argument, intValue(0));
  if (!isNumber(current))
    throw new CommandError('TypeMismatch', `Cannot apply ${operator} to a value of non-numeric type: the field '${name}' is no number`);
  return calculate(operator, current, argument);
}

function currentDate(argument: Raw, now: Date): Raw {
  const type = argument.type === BsonType.object ? textOf(fieldsOf(argument).find(({ name }) => name === '$type')?.value) : 'date';
  if (argument.type !== BsonType.object && argument.type !== BsonType.boolean) throw badValue('$currentDate needs true or {$type: …}');
  if (type !== 'date') throw unsupported(`$currentDate of type '${type}'`);
  return dateValue(now);
}

function unset(document: DocumentNode, path: readonly string[]): void {
  const place = locate(document, path, false);
  if (place !== undefined && read(place) !== undefined) erase(place);
}

function rename(document: DocumentNode, { path, argument }: Step): void {
  const source = locate(document, path, false);
  const node: Node | undefined = source && read(source);
  if (source === undefined || node === undefined) return;
  const target = locate(document, pathParts(textOf(argument) ?? ''), true);
  if (source.parent instanceof ArrayNode || target?.parent instanceof ArrayNode) throw badValue('$rename cannot work on an array element');
  erase(source);
  if (target !== undefined) write(target, node);
}
