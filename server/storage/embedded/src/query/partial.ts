import { identical } from '../bson/compare';
import { documentOf, fieldsOf, hasOperators, type Raw } from '../bson/raw';
import { BsonWriter } from '../bson/writer';
import { type Constraint, isPresent } from './bounds';
import { matcherOf, matches } from './matcher';
import { truthOf } from './truth';

/** Whether every document that meets the constraints is one that the partial index holds. */
export function impliesPartial(partial: Buffer, constraints: ReadonlyMap<string, Constraint>): boolean {
  return fieldsOf(documentOf(partial)).every(({ name, value }) => {
    const constraint = constraints.get(name);
    if (constraint === undefined || name.startsWith('$')) return false;
    const conditions = hasOperators(value) ? fieldsOf(value) : [{ name: '$eq', value }];
    return conditions.every((condition) => implies(constraint, condition.name, condition.value));
  });
}

function implies(constraint: Constraint, operator: string, argument: Raw): boolean {
  if (constraint.written.some((one) => one.operator === operator && identical(one.argument, argument))) return true;
  if (operator === '$exists') return truthOf(argument) && isPresent(constraint);
  return constraint.points?.every((point) => passes(point, operator, argument)) === true;
}

/** Tries the condition on a document that holds just the value. */
function passes(point: Raw, operator: string, argument: Raw): boolean {
  const filter = new BsonWriter();
  const start = filter.open();
  const condition = filter.openField(3, 'value');
  filter.value(operator, argument);
  filter.close(condition);
  filter.close(start);
  const document = new BsonWriter();
  const whole = document.open();
  document.value('value', point);
  document.close(whole);
  return matches(matcherOf(documentOf(filter.done())), documentOf(document.done()));
}
