import { Decimal128 } from 'bson';
import { badValue } from '../errors';
import { decimalValue, doubleValue, intValue, longValue } from './make';
import { numberOf, numericOf, toScaled } from './numbers';
import type { Raw } from './raw';
import { BsonType } from './types';

const operations = {
  $inc: { double: (a: number, b: number) => a + b, whole: (a: bigint, b: bigint) => a + b },
  $mul: { double: (a: number, b: number) => a * b, whole: (a: bigint, b: bigint) => a * b },
} as const;

export type Operation = keyof typeof operations;

/** The result has the wider of the two types: int, long, double, decimal. */
export function calculate(operation: Operation, left: Raw, right: Raw): Raw {
  const types = [left.type, right.type];
  if (types.includes(BsonType.decimal)) return decimal(operation, left, right);
  if (types.includes(BsonType.double))
    return doubleValue(operations[operation].double(numberOf(left) ?? Number.NaN, numberOf(right) ?? Number.NaN));
  const result = operations[operation].whole(wholeOf(left), wholeOf(right));
  if (BigInt.asIntN(64, result) !== result)
    throw badValue(`Failed to apply ${operation} operations to current value: the result is over 64 bits`);
  return types.includes(BsonType.long) || BigInt.asIntN(32, result) !== result ? longValue(result) : intValue(Number(result));
}

function wholeOf(value: Raw): bigint {
  const number = numericOf(value);
  return typeof number === 'object' ? 0n : BigInt(number);
}

function decimal(operation: Operation, left: Raw, right: Raw): Raw {
  const a = toScaled(numericOf(left));
  const b = toScaled(numericOf(right));
  if (a === undefined || b === undefined) throw badValue(`Cannot apply ${operation} to a Decimal128 and a number that is not finite`);
  const exponent = operation === '$mul' ? a.exponent + b.exponent : Math.min(a.exponent, b.exponent);
  const scale = (one: { readonly digits: bigint; readonly exponent: number }) => one.digits * 10n ** BigInt(one.exponent - exponent);
  const digits = operation === '$mul' ? a.digits * b.digits : scale(a) + scale(b);
  return decimalValue(Decimal128.fromString(`${digits}E${exponent}`).bytes);
}
