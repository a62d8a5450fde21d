import { unseal } from '../keys';
import type { LedgerRow } from './model';

type Plain<Row> = Row extends LedgerRow ? Omit<Row, 'sealed'> : never;

/** The bytes that a row's seal covers: its fields in the order of their names. */
export function writeRow(row: Plain<LedgerRow>): Buffer {
  const fields = Object.entries(row).filter(([name, value]) => covered.has(name) && value !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify(fields));
}

/** Whether a row still says what it said when it was sealed. */
export function isUnaltered(key: Buffer, row: LedgerRow): boolean {
  return unseal(key, row.sealed)?.equals(writeRow(row)) ?? false;
}

/** Everything a row says; what the store adds to find and number it is not part of it. */
const covered: ReadonlySet<string> = new Set([
  '_id',
  'person',
  'population',
  'organisation',
  'group',
  'establishmentGroup',
  'area',
  'rung',
  'class',
  'parts',
  'identified',
  'lesson',
  'version',
  'sources',
  'at',
  'day',
  'month',
  'channel',
  'attestedBy',
  'meeting',
  'minutes',
  'count',
  'named',
  'held',
  'recall',
  'replaces',
  'match',
  'verdict',
  'ends',
]);
