import { Decimal128 } from 'bson';
import type { Raw } from './raw';
import { BsonType, numberRank, typeRank } from './types';

/** An exact decimal: digits × 10^exponent. */
export interface Scaled {
  readonly digits: bigint;
  readonly exponent: number;
}

export type Numeric = number | bigint | Scaled;

export function isNumber(value: Raw): boolean {
  return typeRank(value.type) === numberRank;
}

/** The number without loss: `bigint` only outside the safe range, `Scaled` only for a finite Decimal128. */
export function numericOf(value: Raw): Numeric {
  switch (value.type) {
    case BsonType.int:
      return value.bytes.readInt32LE(value.start);
    case BsonType.double:
      return value.bytes.readDoubleLE(value.start);
    case BsonType.long:
      return narrow(value.bytes.readBigInt64LE(value.start));
    default:
      return scaledOf(new Decimal128(value.bytes.subarray(value.start, value.end)).toString());
  }
}

/** The nearest JavaScript number; `undefined` for what is not a number. */
export function numberOf(value: Raw | undefined): number | undefined {
  if (value === undefined || !isNumber(value)) return undefined;
  const number = numericOf(value);
  return typeof number === 'object' ? Number(`${number.digits}e${number.exponent}`) : Number(number);
}

/** NaN comes before every other number and equals itself. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'object' || typeof b === 'object') return compareScaled(a, b);
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  if (Number.isNaN(b)) return 1;
  return a < b ? -1 : 1;
}

export function toScaled(value: Numeric): Scaled | undefined {
  if (typeof value === 'object') return value;
  if (typeof value === 'bigint') return { digits: value, exponent: 0 };
  if (!Number.isFinite(value)) return undefined;
  return exactScaled(value);
}

function compareScaled(a: Numeric, b: Numeric): number {
  const x = toScaled(a);
  const y = toScaled(b);
  if (x === undefined || y === undefined) return compareNumbers(x === undefined ? special(a) : 0, y === undefined ? special(b) : 0);
  const exponent = Math.min(x.exponent, y.exponent);
  const left = x.digits * 10n ** BigInt(x.exponent - exponent);
  const right = y.digits * 10n ** BigInt(y.exponent - exponent);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function special(value: Numeric): number {
  return typeof value === 'number' ? value : 0;
}

/** A double is a sum of powers of two, so its decimal form ends: 2^-k = 5^k / 10^k. */
function exactScaled(value: number): Scaled {
  let whole = value;
  let halvings = 0;
  while (!Number.isInteger(whole)) {
    whole *= 2;
    halvings++;
  }
  return { digits: BigInt(whole) * 5n ** BigInt(halvings), exponent: -halvings };
}

function scaledOf(text: string): Numeric {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text);
  if (parts === null) return text === 'NaN' ? Number.NaN : text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  return { digits: BigInt(sign + whole + fraction), exponent: Number(exponent) - fraction.length };
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
