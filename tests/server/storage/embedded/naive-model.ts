/** What a few operators mean, as plainly as it can be said, on documents of numbers, texts, nulls and flat arrays of these. */
export type Scalar = number | string | null;
export type Value = Scalar | readonly Scalar[];
export interface Row {
  readonly _id: number;
  readonly [field: string]: Value | undefined;
}

export interface Condition {
  readonly field: string;
  readonly operator: '$eq' | '$ne' | '$gt' | '$gte' | '$lt' | '$lte' | '$in' | '$exists';
  readonly operand: Scalar | readonly Scalar[] | boolean;
}

export interface Filter {
  readonly all: readonly Condition[];
  readonly any: readonly Condition[];
}

export function meets(row: Row, { all, any }: Filter): boolean {
  return all.every((condition) => holds(row, condition)) && (any.length === 0 || any.some((condition) => holds(row, condition)));
}

function holds(row: Row, { field, operator, operand }: Condition): boolean {
  const value = row[field];
  if (operator === '$exists') return (value !== undefined) === operand;
  if (operator === '$ne') return !holds(row, { field, operator: '$eq', operand });
  if (operator === '$in') return Array.isArray(operand) && operand.some((one) => holds(row, { field, operator: '$eq', operand: one }));
  const candidates: readonly (Scalar | undefined)[] = Array.isArray(value) ? value : [value as Scalar | undefined];
  return candidates.some((candidate) => compares(candidate ?? null, operator, operand as Scalar));
}

function compares(value: Scalar, operator: Condition['operator'], operand: Scalar): boolean {
  if (value === null || operand === null) return value === operand && ['$eq', '$gte', '$lte'].includes(operator);
  if (typeof value !== typeof operand) return false;
  if (value === operand) return ['$eq', '$gte', '$lte'].includes(operator);
  return operator.startsWith(value < operand ? '$lt' : '$gt');
}

const rank = (value: Scalar | undefined) => (value === undefined || value === null ? 1 : typeof value === 'number' ? 2 : 3);

/** MongoDB's order: nothing, numbers, texts; an empty array comes before all of them. */
export function ordered(a: Row, b: Row, field: string, direction: 1 | -1): number {
  const left = sortValue(a[field], direction);
  const right = sortValue(b[field], direction);
  return direction * compareKeys(left, right);
}

type Key = readonly [rank: number, value: Scalar | undefined];

function sortValue(value: Value | undefined, direction: 1 | -1): Key {
  if (!Array.isArray(value)) return [rank(value as Scalar | undefined), value as Scalar | undefined];
  const keys = value.map((one): Key => [rank(one), one]).sort((a, b) => direction * compareKeys(a, b));
  return keys[0] ?? [0, null];
}

function compareKeys(a: Key, b: Key): number {
  if (a[0] !== b[0]) return a[0] - b[0];
  if (a[0] < 2 || a[1] === b[1]) return 0;
  return (a[1] ?? 0) < (b[1] ?? 0) ? -1 : 1;
}
