import { isNumber, numberOf } from '../bson/numbers';
import type { Raw } from '../bson/raw';
import { BsonType } from '../bson/types';

/** Whether a flag such as `{upsert: 1}` or `{$exists: true}` says yes. */
export function truthOf(value: Raw | undefined): boolean {
  if (value === undefined || value.type === BsonType.null) return false;
  if (value.type === BsonType.boolean) return value.bytes[value.start] === 1;
  return !isNumber(value) || numberOf(value) !== 0;
}
